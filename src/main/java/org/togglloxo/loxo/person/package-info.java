/** People in Loxo: how one is found, by itself or together with others, and what is written to one. */
package org.togglloxo.loxo.person;
