package org.togglloxo.ledger;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The rows of {@code create_sent}; those of a create that is settled mean nothing. */
final class CreateTable {

    private final Handle handle;

    CreateTable(Handle handle) {
        this.handle = handle;
    }

    /** Before a create; one of the same candidate that was sent before is settled. */
    void sent(String togglId, Collection<String> hashes, long now) {
        handle.execute("DELETE FROM create_sent WHERE toggl_id = ?", togglId);
        hashes.forEach(hash -> handle.execute(
                "INSERT INTO create_sent (toggl_id, address_hash, sent_at) VALUES (?, ?, ?)", togglId, hash, now));
    }

    /** Of a candidate, or of whoever has or had one of the addresses. */
    PendingCreates pending(String togglId, Collection<String> hashes) {
        List<Row> rows = handle.createQuery("""
                        SELECT c.intent_at, s.sent_at, s.address_hash
                        FROM candidate c LEFT JOIN create_sent s ON s.toggl_id = c.toggl_id
                        WHERE c.intent_at IS NOT NULL AND c.loxo_id IS NULL AND (c.toggl_id = :togglId OR c.toggl_id IN
                            (SELECT toggl_id FROM candidate_address WHERE address_hash IN (<hashes>)))
                        """)
                .bind("togglId", togglId)
                .bindList("hashes", List.copyOf(hashes))
                .map((row, context) -> new Row(
                        row.getLong("intent_at"),
                        Optional.ofNullable(CandidateTable.longOrNull(row, "sent_at")),
                        Optional.ofNullable(row.getString("address_hash"))))
                .list();
        Set<String> sent = new HashSet<>();
        rows.forEach(row -> row.address().ifPresent(sent::add));
        List<Long> times = rows.stream()
                .flatMap(row -> Stream.concat(Stream.of(row.intentAt()), row.sentAt().stream()))
                .distinct()
                .toList();
        return new PendingCreates(times, sent);
    }

    private record Row(long intentAt, Optional<Long> sentAt, Optional<String> address) {}
}
