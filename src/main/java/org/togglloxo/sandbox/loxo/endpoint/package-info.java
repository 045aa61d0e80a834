/** The endpoints of the simulated Loxo. */
package org.togglloxo.sandbox.loxo.endpoint;
