/** Runs, their remarks, and what became of each candidate in them. */
package org.togglloxo.ledger.run;
