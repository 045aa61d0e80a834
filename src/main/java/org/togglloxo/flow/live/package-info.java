/** Edits of the route files while the flow runs: taken over whole, or refused. */
package org.togglloxo.flow.live;
