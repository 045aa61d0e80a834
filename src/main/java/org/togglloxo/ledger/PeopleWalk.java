package org.togglloxo.ledger;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.togglloxo.ledger.sql.InList;
import org.togglloxo.ledger.sql.Session;
import org.togglloxo.ledger.sql.Store;

/** The walk through everybody in Loxo, as far as it came, and whom it found: addresses as hashes alone. */
public final class PeopleWalk {

    private static final String PERSON = "";

    private final Store store;

    PeopleWalk(Store store) {
        this.store = store;
    }

    /**
     * Where it stands.
     *
     * @param slug the agency's
     * @param beganAt milliseconds
     * @param askedAt nothing that changed before is missing, once it is complete (milliseconds)
     * @param changedAt the last change before that, by Loxo's clock (milliseconds), or null where Loxo does not tell
     * @param scrollId where it goes on, or null
     * @param total the most people that Loxo said it has
     */
    public record State(
            String slug, long beganAt, long askedAt, Long changedAt, String scrollId, long total, boolean complete) {

        /** Before the first page. */
        public static State begun(String slug, long at, Optional<Long> changedAt) {
            return new State(slug, at, at, changedAt.orElse(null), null, 0, false);
        }

        public State ofAll(long people) {
            return new State(slug, beganAt, askedAt, changedAt, scrollId, people, complete);
        }

        /** @param next where it goes on, or null */
        public State advanced(String next, boolean isComplete) {
            return new State(slug, beganAt, askedAt, changedAt, next, total, isComplete);
        }

        /** Once everybody was added who was created or changed meanwhile. */
        public State caughtUp(long now, long lastChange) {
            return new State(slug, beganAt, now, lastChange, null, total, true);
        }
    }

    public Optional<State> state() {
        return store.read(session -> session.first(
                "SELECT slug, began_at, asked_at, changed_at, scroll_id, total, complete FROM people_walk WHERE agency = :agency",
                row -> new State(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        Session.longOrNull(row, 4),
                        row.getString(5),
                        row.getLong(6),
                        row.getInt(7) == 1)));
    }

    /** How many people were found. */
    public long size() {
        return store.read(session -> session.first(
                        "SELECT COUNT(*) FROM people_index WHERE address_hash = ? AND agency = :agency",
                        row -> row.getLong(1),
                        PERSON)
                .orElse(0L));
    }

    /** Gives each person's id with each hash, and with an empty text once. */
    public void forEach(BiConsumer<String, String> found) {
        store.read(session ->
                session.list("SELECT loxo_id, address_hash FROM people_index WHERE agency = :agency", row -> {
                    found.accept(row.getString(1), row.getString(2));
                    return null;
                }));
    }

    /** A new one: what the last one found is forgotten. A plan does without. */
    public void begin(State state) {
        store.note(session -> {
            // the row first: two that begin at once wait for each other here
            session.update(
                    "INSERT INTO people_walk (agency, slug, began_at, asked_at, changed_at, scroll_id, total, complete)"
                            + " VALUES (:agency, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (agency) DO UPDATE SET slug = excluded.slug,"
                            + " began_at = excluded.began_at, asked_at = excluded.asked_at, changed_at = excluded.changed_at,"
                            + " scroll_id = excluded.scroll_id, total = excluded.total, complete = excluded.complete",
                    state.slug(),
                    state.beganAt(),
                    state.askedAt(),
                    state.changedAt(),
                    state.scrollId(),
                    state.total(),
                    state.complete() ? 1 : 0);
            session.update("DELETE FROM people_index WHERE agency = :agency");
        });
    }

    /**
     * It came further; nothing is written once another process has begun one of its own.
     *
     * @param people ids with the hashes of their addresses
     */
    public void advance(State state, Map<String, ? extends Collection<String>> people) {
        store.note(session -> {
            int own = session.update(
                    "UPDATE people_walk SET asked_at = ?, changed_at = ?, scroll_id = ?, total = ?, complete = ?"
                            + " WHERE agency = :agency AND slug = ? AND began_at = ?",
                    state.askedAt(),
                    state.changedAt(),
                    state.scrollId(),
                    state.total(),
                    state.complete() ? 1 : 0,
                    state.slug(),
                    state.beganAt());
            if (own > 0) {
                people.forEach((id, hashes) -> {
                    add(session, id, PERSON);
                    hashes.forEach(hash -> add(session, id, hash));
                });
            }
        });
    }

    private static void add(Session session, String id, String hash) {
        session.update(
                "INSERT INTO people_index (loxo_id, address_hash, agency) VALUES (?, ?, :agency) ON CONFLICT DO NOTHING",
                id,
                hash);
    }

    /**
     * Keeps no address of these candidates, before they are erased. One that lacks somebody would say that nobody is there, so all of
     * it goes, and the next one begins anew.
     */
    static void forget(Session session, Collection<String> togglIds) {
        InList ids = InList.of(togglIds);
        boolean holds = !togglIds.isEmpty()
                && session.first(
                                "SELECT 1 FROM people_index WHERE agency = :agency AND address_hash IN"
                                        + " (SELECT address_hash FROM candidate_address WHERE workspace = :workspace AND toggl_id IN "
                                        + ids.marks()
                                        + ") LIMIT 1",
                                row -> true,
                                ids)
                        .isPresent();
        if (holds) {
            session.update("DELETE FROM people_walk WHERE agency = :agency");
            session.update("DELETE FROM people_index WHERE agency = :agency");
        }
    }
}
