/** Whose ledger it is: the agencies and workspaces that it belongs to, and the names that they have in it. */
package org.togglloxo.ledger.owner;
