/** What operators see of a process that runs on the schedule: health, metrics and traces. Nothing of anybody is in them. */
package org.togglloxo.observe;
