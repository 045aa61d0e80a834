/** Requests and answers of the simulated services. */
package org.togglloxo.sandbox.message;
