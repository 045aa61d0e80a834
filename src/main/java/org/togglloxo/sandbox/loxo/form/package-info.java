/** What the simulated Loxo takes and lists. */
package org.togglloxo.sandbox.loxo.form;
