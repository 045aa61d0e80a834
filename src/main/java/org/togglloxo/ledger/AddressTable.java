package org.togglloxo.ledger;

import java.util.Collection;
import java.util.List;
import org.togglloxo.ledger.sql.InList;
import org.togglloxo.ledger.sql.Session;

/** The rows of {@code candidate_address} and {@code person_address}: who has which address, as hashes. */
final class AddressTable {

    private final Session session;

    AddressTable(Session session) {
        this.session = session;
    }

    List<String> peopleWith(Collection<String> hashes) {
        InList in = InList.of(hashes);
        return session.strings(
                "SELECT DISTINCT loxo_id FROM person_address WHERE agency = :agency AND address_hash IN " + in.marks(),
                in);
    }

    List<String> ofCandidate(String togglId) {
        return session.strings(
                "SELECT address_hash FROM candidate_address WHERE toggl_id = ? AND workspace = :workspace", togglId);
    }

    /** The hashes of all addresses by which candidates came to be this person. */
    List<String> addressesOf(String loxoId) {
        return session.strings(
                "SELECT a.address_hash FROM candidate c JOIN candidate_address a"
                        + " ON a.toggl_id = c.toggl_id AND a.workspace = c.workspace WHERE c.loxo_id = ? AND c.agency = :agency"
                        + " UNION SELECT address_hash FROM person_address WHERE loxo_id = ? AND agency = :agency",
                loxoId,
                loxoId);
    }

    /** The hashes of those that were found to be nobody else's, or said by hand to be this person's. */
    List<String> addressesLeadingTo(String loxoId) {
        return session.strings(
                "SELECT address_hash FROM person_address WHERE loxo_id = ? AND agency = :agency", loxoId);
    }

    void forgetPerson(String loxoId) {
        session.update("DELETE FROM person_address WHERE loxo_id = ? AND agency = :agency", loxoId);
    }

    /** All that the candidate has now. */
    void rememberAddresses(String togglId, Collection<String> hashes) {
        session.update(
                "UPDATE candidate_address SET former = 1 WHERE toggl_id = ? AND workspace = :workspace AND former = 0",
                togglId);
        for (String hash : hashes) {
            session.update(
                    "INSERT INTO candidate_address (toggl_id, workspace, address_hash) VALUES (?, :workspace, ?)"
                            + " ON CONFLICT (toggl_id, workspace, address_hash) DO UPDATE SET former = 0",
                    togglId,
                    hash);
        }
    }

    void rememberPerson(String loxoId, Collection<String> hashes) {
        for (String hash : hashes) {
            session.update(
                    "INSERT INTO person_address (address_hash, agency, loxo_id) VALUES (?, :agency, ?)"
                            + " ON CONFLICT (address_hash, agency) DO UPDATE SET loxo_id = excluded.loxo_id",
                    hash,
                    loxoId);
        }
    }
}
