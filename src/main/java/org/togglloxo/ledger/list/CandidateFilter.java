package org.togglloxo.ledger.list;

import java.util.ArrayList;
import java.util.List;
import org.togglloxo.candidate.Address;
import org.togglloxo.candidate.Outcome;

/**
 * Which candidates somebody wants to see; of each, null or empty for any.
 *
 * @param outcome how they stand
 * @param reason the code of the reason why
 * @param lane the last lane
 * @param opening the id of the opening in Toggl Hire
 * @param search the id in Toggl Hire, the person's id in Loxo, or an e-mail address: the whole of it, since the ledger has
 *     hashes of addresses alone
 */
public record CandidateFilter(Outcome outcome, String reason, String lane, String opening, String search) {

    /** Everybody. */
    public static final CandidateFilter ALL = new CandidateFilter(null, "", "", "", "");

    /**
     * The conditions on {@code candidate c}, all of which hold; each value is bound by a question mark.
     *
     * @param values gets what is to be bound, in order
     */
    List<String> conditions(List<Object> values) {
        List<String> conditions = new ArrayList<>();
        conditions.add("c.workspace = :workspace");
        if (outcome != null) {
            conditions.add("c.outcome = ?");
            values.add(outcome.word());
            if (outcome == Outcome.FAILED || outcome == Outcome.DEFERRED) {
                // as the index says it, or it is not used
                conditions.add("c.outcome IN ('failed', 'deferred')");
            }
        }
        add(conditions, values, "c.reason <> '' AND c.reason = ?", reason);
        add(conditions, values, "c.lane = ?", lane);
        add(conditions, values, "c.opening <> '' AND c.opening = ?", opening);
        String wanted = search == null ? "" : search.strip();
        if (wanted.contains("@")) {
            conditions.add(
                    "c.toggl_id IN (SELECT a.toggl_id FROM candidate_address a WHERE a.address_hash = ? AND a.workspace = :workspace)");
            values.add(Address.hash(wanted));
        } else if (!wanted.isEmpty()) {
            conditions.add(
                    "c.toggl_id IN (SELECT ? UNION SELECT p.toggl_id FROM candidate p WHERE p.loxo_id = ? AND p.workspace = :workspace)");
            values.add(wanted);
            values.add(wanted);
        }
        return conditions;
    }

    private static void add(List<String> conditions, List<Object> values, String condition, String value) {
        if (value != null && !value.isEmpty()) {
            conditions.add(condition);
            values.add(value);
        }
    }
}
