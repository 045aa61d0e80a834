/** Who did what by hand, which rules came into force, and which edits were refused. */
package org.togglloxo.ledger.audit;
