/** The command {@code sandbox}: both services simulated, and what errors look like. */
package org.togglloxo.cli.sandbox;
