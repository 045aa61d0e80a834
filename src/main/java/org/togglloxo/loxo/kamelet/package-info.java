/** What the Kamelets for Loxo call, without a run and without a ledger. */
package org.togglloxo.loxo.kamelet;
