package org.togglloxo.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The rows of {@code candidate_address} and {@code person_address}: who has which address, as hashes. */
final class AddressTable {

    private final Handle handle;

    AddressTable(Handle handle) {
        this.handle = handle;
    }

    List<String> peopleWith(Collection<String> hashes) {
        if (hashes.isEmpty()) {
            return List.of();
        }
        return handle.createQuery("SELECT DISTINCT loxo_id FROM person_address WHERE address_hash IN (<hashes>)")
                .bindList("hashes", List.copyOf(hashes))
                .mapTo(String.class)
                .list();
    }

    List<String> unfinishedPeople(Collection<String> hashes) {
        return handle.createQuery("""
                        SELECT DISTINCT c.loxo_id FROM candidate c JOIN candidate_address a ON a.toggl_id = c.toggl_id
                        WHERE a.address_hash IN (<hashes>) AND c.created_here = 1 AND c.fingerprint IS NULL
                            AND c.loxo_id IS NOT NULL
                        """)
                .bindList("hashes", List.copyOf(hashes))
                .mapTo(String.class)
                .list();
    }

    List<String> ofCandidate(String togglId) {
        return handle.createQuery("SELECT address_hash FROM candidate_address WHERE toggl_id = ?")
                .bind(0, togglId)
                .mapTo(String.class)
                .list();
    }

    /** The hashes of all addresses by which candidates came to be this person. */
    List<String> addressesOf(String loxoId) {
        return handle.createQuery("""
                        SELECT a.address_hash FROM candidate_address a JOIN candidate c ON c.toggl_id = a.toggl_id
                        WHERE c.loxo_id = :loxoId
                        UNION SELECT address_hash FROM person_address WHERE loxo_id = :loxoId
                        """)
                .bind("loxoId", loxoId)
                .mapTo(String.class)
                .list();
    }

    /** The hashes of those that were found to be nobody else's, or said by hand to be this person's. */
    Set<String> addressesLeadingTo(String loxoId) {
        return handle.createQuery("SELECT address_hash FROM person_address WHERE loxo_id = ?")
                .bind(0, loxoId)
                .mapTo(String.class)
                .set();
    }

    void forgetPerson(String loxoId) {
        handle.execute("DELETE FROM person_address WHERE loxo_id = ?", loxoId);
    }

    void rememberAddresses(String togglId, Collection<String> hashes) {
        for (String hash : hashes) {
            handle.execute(
                    "INSERT INTO candidate_address (toggl_id, address_hash) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    togglId,
                    hash);
        }
    }

    void rememberPerson(String loxoId, Collection<String> hashes) {
        for (String hash : hashes) {
            handle.execute(
                    "INSERT INTO person_address (address_hash, loxo_id) VALUES (?, ?)"
                            + " ON CONFLICT (address_hash, agency) DO UPDATE SET loxo_id = excluded.loxo_id",
                    hash,
                    loxoId);
        }
    }
}
