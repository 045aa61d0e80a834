/** Loxo's lists of values and the agency's own fields, read once a run. */
package org.togglloxo.loxo.reference;
