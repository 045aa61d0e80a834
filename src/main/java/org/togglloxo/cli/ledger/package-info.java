/** Commands about the ledger itself. */
package org.togglloxo.cli.ledger;
