/** Commands about the ledger itself, and what was done by hand. */
package org.togglloxo.cli.ledger;
