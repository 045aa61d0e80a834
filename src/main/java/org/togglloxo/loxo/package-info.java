/** Loxo: puts its rooms together for the flow and for {@code doctor}. */
package org.togglloxo.loxo;
