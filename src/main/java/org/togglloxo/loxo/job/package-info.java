/** Jobs in Loxo: which one an opening has, and how one is made for it. */
package org.togglloxo.loxo.job;
