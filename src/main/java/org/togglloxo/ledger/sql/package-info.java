/** The database behind the ledger: SQLite or PostgreSQL, its connections, locks, group commits and migrations. */
package org.togglloxo.ledger.sql;
