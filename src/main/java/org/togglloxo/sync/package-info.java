/** A run from its start to its end: puts its parts where the routes find them. */
package org.togglloxo.sync;
