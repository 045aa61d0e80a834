/** Loxo's Open API: its calls, forms and answers, how people are found, and how fast it may be asked. */
package org.togglloxo.loxo;
