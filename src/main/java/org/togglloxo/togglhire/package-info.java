/** Toggl Hire: the walk through its list of candidates, and what its errors mean. */
package org.togglloxo.togglhire;
