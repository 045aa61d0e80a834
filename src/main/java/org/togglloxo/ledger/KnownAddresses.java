package org.togglloxo.ledger;

import java.util.Collection;
import java.util.List;
import org.togglloxo.candidate.Address;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.ledger.sql.Store;

/** Which addresses lead to whom, as hashes: those of candidates, and those by which somebody came to be a person. */
public final class KnownAddresses {

    private final Store store;

    KnownAddresses(Store store) {
        this.store = store;
    }

    /** Those of the addresses with which somebody was delivered to this person before, or linked to it by hand. */
    public List<String> leadingTo(String loxoId, Delivery delivery) {
        List<String> hashes = store.read(session -> new AddressTable(session).addressesLeadingTo(loxoId));
        return delivery.emails().stream()
                .filter(address -> hashes.contains(Address.hash(address)))
                .toList();
    }

    /** Addresses that a person is about to get: whoever has one of them reads this person first. */
    public void remember(String loxoId, List<String> addresses) {
        List<String> hashes = addresses.stream().map(Address::hash).toList();
        store.note(session -> new AddressTable(session).rememberPerson(loxoId, hashes));
    }

    /** Loxo no longer has the person. */
    public void forgetPerson(String loxoId) {
        store.note(session -> new AddressTable(session).forgetPerson(loxoId));
    }

    /** The hashes of all addresses by which candidates came to be this person. */
    public List<String> of(String loxoId) {
        return store.read(session -> new AddressTable(session).addressesOf(loxoId));
    }

    /** Whether one of the addresses is known to be the candidate's. */
    public boolean knows(String togglId, Collection<String> addresses) {
        List<String> known = store.read(session -> new AddressTable(session).ofCandidate(togglId));
        return addresses.stream().map(Address::hash).anyMatch(known::contains);
    }
}
