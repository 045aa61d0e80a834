/** What is known of every candidate and every run, in SQLite or PostgreSQL. */
package org.togglloxo.ledger;
