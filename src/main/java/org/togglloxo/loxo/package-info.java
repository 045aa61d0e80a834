/** Loxo: puts its packages together for the flow and for {@code doctor}. */
package org.togglloxo.loxo;
