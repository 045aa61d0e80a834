/** A run from its start to its end: what is read, how each candidate ended, when and why it stops. */
package org.togglloxo.sync;
