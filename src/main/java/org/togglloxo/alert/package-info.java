/** What is told of a run at its end: whether it went as it should, and the ways to tell people. */
package org.togglloxo.alert;
