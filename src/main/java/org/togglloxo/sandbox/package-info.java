/**
 * Toggl Hire and Loxo on loopback: strict where the real services are, deterministic from a seed, with faults on request.
 *
 * <p>{@link org.togglloxo.sandbox.Sandbox#start} binds both. What is asked is counted and remembered, an endpoint that
 * neither service has is refused as they would and named in {@link org.togglloxo.sandbox.SimulatedService#unexpected()},
 * and whatever crosses from one service to the other is in {@link org.togglloxo.sandbox.SimulatedService#leaks()}.
 */
package org.togglloxo.sandbox;
