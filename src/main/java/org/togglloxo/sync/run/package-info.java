/** A run: what it counts, what it tells, when it stops, and that there is one at a time. */
package org.togglloxo.sync.run;
