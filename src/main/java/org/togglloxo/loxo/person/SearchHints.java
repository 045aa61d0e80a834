package org.togglloxo.loxo.person;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.togglloxo.ledger.PendingCreates;

/**
 * What the ledger knows of whoever may turn out to be the person that is looked for.
 *
 * @param remembered people who are known to hold one of the addresses; Loxo's search may not know them yet
 * @param unfinished people who were made for one of the addresses and do not hold it yet: it is still to be written to them
 * @param shared people who other candidates with one of the addresses are: each of them where nobody holds it in Loxo
 * @param pending creates whose answers are not known
 */
public record SearchHints(
        List<String> remembered, List<String> unfinished, List<String> shared, PendingCreates pending) {

    static final SearchHints NONE = new SearchHints(List.of(), List.of(), List.of(), PendingCreates.NONE);

    /**
     * Without a ledger.
     *
     * @param sentAt when a create was sent whose answer is not known, or null
     */
    public static SearchHints of(Long sentAt) {
        return sentAt == null
                ? NONE
                : new SearchHints(List.of(), List.of(), List.of(), new PendingCreates(List.of(sentAt), Set.of()));
    }

    /** And these. */
    SearchHints remembering(List<String> more) {
        return new SearchHints(
                Stream.concat(remembered.stream(), more.stream()).distinct().toList(), unfinished, shared, pending);
    }

    boolean isPending() {
        return !pending.times().isEmpty();
    }

    /** Whether a pending create was sent with this address. */
    boolean wasSent(String hash) {
        return pending.addresses().contains(hash);
    }

    /**
     * The person in Loxo whom the ledger knows a candidate to be.
     *
     * @param settled addresses with which the person was delivered to before, or linked by hand: somebody else who holds one of
     *     them makes nothing ambiguous, it is left to them
     * @param takesAddresses whether addresses that the person lacks are written even where there are others
     */
    record OwnPerson(String id, List<String> settled, boolean takesAddresses) {}
}
