package org.togglloxo.ledger.list;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.candidate.Waits;
import org.togglloxo.ledger.sql.Store;

/** Every candidate that the ledger knows, in the order of their ids as text, a page at a time. */
public final class CandidateList {

    private static final int AT_ONCE = 500;

    private final Store store;

    public CandidateList(Store store) {
        this.store = store;
    }

    /**
     * A page of them.
     *
     * @param after the id that the page before ended with; empty for the first one
     * @param many at most so many
     */
    public List<CandidateLine> page(CandidateFilter filter, String after, int many) {
        List<Object> values = new ArrayList<>();
        String sql = page(filter, values);
        values.add(after);
        values.add(many);
        return store.read(session -> session.list(
                sql,
                row -> new CandidateLine(
                        row.getString(1),
                        Outcome.ofWord(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getLong(7),
                        row.getInt(8),
                        row.getString(9)),
                values.toArray()));
    }

    /** @param values gets what is to be bound before the id that the page before ended with, and how many */
    static String page(CandidateFilter filter, List<Object> values) {
        List<String> conditions = filter.conditions(values);
        conditions.add("c.toggl_id > ?");
        return "SELECT c.toggl_id, c.outcome, c.reason, c.lane, c.opening, COALESCE(c.loxo_id, ''), c.updated_at,"
                + " c.attempts, CASE WHEN c.loxo_id IS NULL THEN '' ELSE c.agency END FROM candidate c WHERE "
                + String.join(" AND ", conditions)
                + " ORDER BY c.toggl_id LIMIT ?";
    }

    /**
     * Gives each of them, holding one page at a time.
     *
     * @param limit at most so many; 0 for all
     */
    public void forEach(CandidateFilter filter, long limit, Consumer<CandidateLine> look) {
        long left = limit == 0 ? Long.MAX_VALUE : limit;
        String after = "";
        while (left > 0) {
            List<CandidateLine> page = page(filter, after, (int) Math.min(AT_ONCE, left));
            page.forEach(look);
            left = page.size() < AT_ONCE ? 0 : left - page.size();
            after = page.isEmpty() ? after : page.get(page.size() - 1).togglId();
        }
    }

    /** How many there are. */
    public long count(CandidateFilter filter) {
        List<Object> values = new ArrayList<>();
        List<String> conditions = filter.conditions(values);
        String where = " WHERE " + String.join(" AND ", conditions);
        return store.read(session -> session.first(
                        "SELECT COUNT(*) FROM candidate c" + where, row -> row.getLong(1), values.toArray())
                .orElse(0L));
    }

    /** Why candidates stand at an outcome: what most of them have in common first. */
    public List<Cause> causes(Outcome outcome, int most) {
        return store.read(session -> new CauseTable(session).causes(outcome, most));
    }

    /**
     * The ids of all who failed for one cause.
     *
     * @param message empty for every message of this reason
     */
    public List<String> failedFor(String reason, String message) {
        return store.read(session -> new CauseTable(session).failedFor(reason, message));
    }

    /** The tags that stand on somebody, as far as they came from here. */
    public SortedSet<String> tags() {
        SortedSet<String> tags = new TreeSet<>();
        values("SELECT DISTINCT tags FROM candidate WHERE workspace = :workspace")
                .forEach(lines -> tags.addAll(List.of(lines.split("\n"))));
        tags.remove("");
        return tags;
    }

    /** The people in the agency who are candidates of this workspace. */
    public SortedSet<String> people() {
        return values("SELECT DISTINCT loxo_id FROM candidate WHERE loxo_id IS NOT NULL AND agency = :agency"
                + " AND workspace = :workspace");
    }

    /** The agencies where people are who are candidates of this workspace. */
    public SortedSet<String> agencies() {
        return values("SELECT DISTINCT agency FROM candidate WHERE loxo_id IS NOT NULL AND workspace = :workspace");
    }

    /** The people in the agency who are candidates of any other workspace. */
    public SortedSet<String> peopleOfOthers() {
        return values("SELECT DISTINCT loxo_id FROM candidate WHERE loxo_id IS NOT NULL AND agency = :agency"
                + " AND workspace <> :workspace");
    }

    /** The reasons that somebody has. */
    public SortedSet<String> reasons() {
        return values("SELECT DISTINCT reason FROM candidate WHERE workspace = :workspace AND reason <> ''");
    }

    /** The lanes that somebody is in. */
    public SortedSet<String> lanes() {
        return values("SELECT DISTINCT lane FROM candidate WHERE workspace = :workspace AND lane <> ''");
    }

    private SortedSet<String> values(String sql) {
        return store.read(session -> Collections.unmodifiableSortedSet(new TreeSet<>(session.strings(sql))));
    }

    /** Who was delivered and waits for something, by reason. */
    public Map<String, Long> countByWaits() {
        Map<String, Long> counts = new TreeMap<>();
        List<Map.Entry<String, Long>> rows = store.read(session -> session.list(
                "SELECT waits, COUNT(*) FROM candidate WHERE workspace = :workspace AND waits <> '' GROUP BY waits",
                row -> Map.entry(row.getString(1), row.getLong(2))));
        rows.forEach(
                row -> new Waits(row.getKey()).codes().forEach(code -> counts.merge(code, row.getValue(), Long::sum)));
        return counts;
    }

    public Map<Outcome, Long> countByOutcome() {
        return countByOutcome("");
    }

    /** Those alone who need the next run or somebody: however many there are besides, none of them is looked at. */
    public Map<Outcome, Long> countWaiting() {
        // as the index has it
        return countByOutcome(" AND outcome IN ('failed', 'deferred')");
    }

    private Map<Outcome, Long> countByOutcome(String which) {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        store.read(session -> session.list(
                "SELECT outcome, COUNT(*) FROM candidate WHERE workspace = :workspace" + which + " GROUP BY outcome",
                row -> counts.put(Outcome.ofWord(row.getString(1)), row.getLong(2))));
        return counts;
    }

    /** The tags that other candidates have put on the same person and that must stay. */
    public List<String> tagsOfOthers(String loxoId, String togglId) {
        return store
                .read(session -> session.strings(
                        "SELECT tags FROM candidate WHERE loxo_id = ? AND agency = :agency"
                                + " AND (toggl_id <> ? OR workspace <> :workspace)",
                        loxoId,
                        togglId))
                .stream()
                .filter(lines -> !lines.isEmpty())
                .flatMap(String::lines)
                .toList();
    }
}
