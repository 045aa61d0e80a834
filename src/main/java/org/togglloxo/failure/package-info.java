/**
 * What went wrong and what follows from it: {@link org.togglloxo.failure.Retry try again},
 * {@link org.togglloxo.failure.Defer leave it to the next run}, {@link org.togglloxo.failure.Fail give up on one
 * candidate}, {@link org.togglloxo.failure.Stop end the run}; and the diagnosis of a 401 or 403.
 */
package org.togglloxo.failure;
