/** What goes wrong with the simulated services on request. */
package org.togglloxo.sandbox.fault;
