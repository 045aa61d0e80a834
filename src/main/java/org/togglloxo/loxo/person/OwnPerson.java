package org.togglloxo.loxo.person;

import java.util.List;

/**
 * The person in Loxo whom the ledger knows a candidate to be.
 *
 * @param settled addresses with which the person was delivered to before, or linked by hand: somebody else who holds one of
 *     them makes nothing ambiguous, it is left to them
 * @param takesAddresses whether addresses that the person lacks are written even where there are others
 */
record OwnPerson(String id, List<String> settled, boolean takesAddresses) {}
