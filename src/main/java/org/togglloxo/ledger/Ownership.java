package org.togglloxo.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The rows of {@code agency}, {@code workspace_opening} and {@code rules}. A ledger that is only read is not bound; there is one
 * agency and one workspace, under the empty name.
 */
public final class Ownership {

    private static final String ONLY = "";

    private final Store store;

    Ownership(Store store) {
        this.store = store;
    }

    /** Empty before the first run, and where no run was made since the version that learnt to ask. */
    public Optional<BoundAgency> agency() {
        return store.read(Ownership::agency);
    }

    private static Optional<BoundAgency> agency(Handle handle) {
        return handle.createQuery("SELECT slug, agency_id FROM agency WHERE agency = ?")
                .bind(0, ONLY)
                .map((row, context) ->
                        new BoundAgency(row.getString("slug"), Optional.ofNullable(row.getString("agency_id"))))
                .findOne();
    }

    /** What is bound now; of two nodes that begin at once the first one counts. */
    public BoundAgency bindAgency(BoundAgency found) {
        return store.noted(found, handle -> {
            handle.execute(
                    "INSERT INTO agency (agency, slug, agency_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    ONLY,
                    found.slug(),
                    found.id().orElse(null));
            return agency(handle).orElse(found);
        });
    }

    /** The same agency under another slug. */
    public void renameAgency(BoundAgency now) {
        store.note(handle -> putAgency(handle, now));
    }

    /** The id of an agency that was bound without it. */
    public void learnId(String slug, String id) {
        store.note(handle -> handle.execute(
                "UPDATE agency SET agency_id = ? WHERE agency = ? AND slug = ? AND agency_id IS NULL", id, ONLY, slug));
    }

    private static void putAgency(Handle handle, BoundAgency now) {
        handle.execute(
                "INSERT INTO agency (agency, slug, agency_id) VALUES (?, ?, ?)"
                        + " ON CONFLICT (agency) DO UPDATE SET slug = excluded.slug, agency_id = excluded.agency_id",
                ONLY,
                now.slug(),
                now.id().orElse(null));
    }

    /** Every opening that was ever seen, by id, with its name. */
    public Map<String, String> openings() {
        Map<String, String> openings = new LinkedHashMap<>();
        store.read(handle -> handle.createQuery(
                                "SELECT opening_id, name FROM workspace_opening WHERE workspace = ? ORDER BY opening_id")
                        .bind(0, ONLY)
                        .map((row, context) -> Map.entry(row.getString("opening_id"), row.getString("name")))
                        .list())
                .forEach(opening -> openings.put(opening.getKey(), opening.getValue()));
        return openings;
    }

    /** Openings of the same workspace. */
    public void addOpenings(Map<String, String> openings) {
        if (!openings.isEmpty()) {
            store.note(handle -> putOpenings(handle, openings));
        }
    }

    private static void putOpenings(Handle handle, Map<String, String> openings) {
        openings.forEach((id, name) -> handle.execute(
                "INSERT INTO workspace_opening (opening_id, workspace, name) VALUES (?, ?, ?)"
                        + " ON CONFLICT (opening_id, workspace) DO UPDATE SET name = excluded.name",
                id,
                ONLY,
                name));
    }

    /** Binds it anew, whatever it was bound to. */
    public void adopt(BoundAgency agency, Map<String, String> openings) {
        store.write(handle -> {
            putAgency(handle, agency);
            handle.execute("DELETE FROM workspace_opening WHERE workspace = ?", ONLY);
            putOpenings(handle, openings);
            return null;
        });
    }

    /** Candidates that Toggl Hire told of last, as evidence where no opening is. */
    public List<String> latestCandidates(int many) {
        return store.read(handle -> handle.createQuery(
                        "SELECT toggl_id FROM candidate WHERE workspace = ? ORDER BY updated_at DESC, toggl_id LIMIT ?")
                .bind(0, ONLY)
                .bind(1, many)
                .mapTo(String.class)
                .list());
    }

    /** The hash of the rules that the last run went by. */
    public Optional<String> rules() {
        return store.read(handle -> handle.createQuery("SELECT hash FROM rules WHERE workspace = ?")
                .bind(0, ONLY)
                .mapTo(String.class)
                .findOne());
    }

    public void goBy(String rules) {
        store.note(handle -> handle.execute(
                "INSERT INTO rules (workspace, hash) VALUES (?, ?)"
                        + " ON CONFLICT (workspace) DO UPDATE SET hash = excluded.hash",
                ONLY,
                rules));
    }
}
