package org.togglloxo.ledger.owner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.togglloxo.ledger.sql.Session;
import org.togglloxo.ledger.sql.Store;

/**
 * The rows of {@code agency}, {@code workspace_opening} and {@code rules}. A ledger that is only read is not bound; there is one
 * agency and one workspace, under the empty name.
 */
public final class Ownership {

    private static final String BIND_AGENCY =
            "INSERT INTO agency (agency, slug, agency_id) VALUES (:agency, ?, ?) ON CONFLICT ";

    private final Store store;

    public Ownership(Store store) {
        this.store = store;
    }

    /** Empty before the first run, and where no run was made since the version that learnt to ask. */
    public Optional<BoundAgency> agency() {
        return store.read(Ownership::agency);
    }

    private static Optional<BoundAgency> agency(Session session) {
        return session.first(
                "SELECT slug, agency_id FROM agency WHERE agency = :agency",
                row -> new BoundAgency(row.getString(1), Optional.ofNullable(row.getString(2))));
    }

    /** What is bound now; of two nodes that begin at once the first one counts. */
    public BoundAgency bindAgency(BoundAgency found) {
        return store.noted(found, session -> {
            session.update(BIND_AGENCY + "DO NOTHING", found.slug(), found.id().orElse(null));
            return agency(session).orElse(found);
        });
    }

    /** The same agency under another slug. */
    public void renameAgency(BoundAgency now) {
        store.note(session -> putAgency(session, now));
    }

    /** The id of an agency that was bound without it. */
    public void learnId(String slug, String id) {
        store.note(session -> session.update(
                "UPDATE agency SET agency_id = ? WHERE agency = :agency AND slug = ? AND agency_id IS NULL", id, slug));
    }

    private static void putAgency(Session session, BoundAgency now) {
        session.update(
                BIND_AGENCY + "(agency) DO UPDATE SET slug = excluded.slug, agency_id = excluded.agency_id",
                now.slug(),
                now.id().orElse(null));
    }

    /** Every opening that was ever seen, by id, with its name. */
    public Map<String, String> openings() {
        return store.read(session -> {
            Map<String, String> openings = new LinkedHashMap<>();
            session.list(
                    "SELECT opening_id, name FROM workspace_opening WHERE workspace = :workspace ORDER BY opening_id",
                    row -> openings.put(row.getString(1), row.getString(2)));
            return openings;
        });
    }

    /** Openings of the same workspace. */
    public void addOpenings(Map<String, String> openings) {
        if (!openings.isEmpty()) {
            store.note(session -> putOpenings(session, openings));
        }
    }

    private static void putOpenings(Session session, Map<String, String> openings) {
        openings.forEach((id, name) -> session.update(
                "INSERT INTO workspace_opening (opening_id, workspace, name) VALUES (?, :workspace, ?)"
                        + " ON CONFLICT (opening_id, workspace) DO UPDATE SET name = excluded.name",
                id,
                name));
    }

    /** Binds it anew, whatever it was bound to. */
    public static void adopt(Session session, BoundAgency agency, Map<String, String> openings) {
        putAgency(session, agency);
        session.update("DELETE FROM workspace_opening WHERE workspace = :workspace");
        putOpenings(session, openings);
    }

    /** Candidates that Toggl Hire told of last, as evidence where no opening is. */
    public List<String> latestCandidates(int many) {
        return store.read(session -> session.strings(
                "SELECT toggl_id FROM candidate WHERE workspace = :workspace ORDER BY updated_at DESC, toggl_id LIMIT ?",
                many));
    }

    /** The hash of the rules that the last run went by. */
    public Optional<String> rules() {
        return store.read(session ->
                session.first("SELECT hash FROM rules WHERE workspace = :workspace", row -> row.getString(1)));
    }

    public void goBy(String rules) {
        store.note(session -> session.update(
                "INSERT INTO rules (workspace, hash) VALUES (:workspace, ?)"
                        + " ON CONFLICT (workspace) DO UPDATE SET hash = excluded.hash",
                rules));
    }
}
