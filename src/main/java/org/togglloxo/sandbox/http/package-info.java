/** The HTTP server of the simulated services: quota, faults, and a record of what was asked. */
package org.togglloxo.sandbox.http;
