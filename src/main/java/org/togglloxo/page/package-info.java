/** The operators' page: what the ledger knows, for a browser, and what may be done by hand. */
package org.togglloxo.page;
