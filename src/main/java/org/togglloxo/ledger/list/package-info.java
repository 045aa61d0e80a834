/** Candidates as they are listed for people and scripts. */
package org.togglloxo.ledger.list;
