package org.togglloxo.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.togglloxo.candidate.Address;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.run.RunTable;
import org.togglloxo.ledger.sql.InList;
import org.togglloxo.ledger.sql.Session;
import org.togglloxo.settings.Scope;

/** The rows of {@code candidate}. */
final class CandidateTable {

    private static final String COLUMNS = "c.toggl_id, c.loxo_id, c.created_here, c.lane, c.tags, c.fingerprint,"
            + " c.attempted, c.outcome, c.reason, c.sentence, c.attempts, c.not_before, c.intent_at, c.updated_at,"
            + " c.waits, c.opening, c.workspace, c.agency, c.sent_at, c.sent_to";

    private static final String SELECT = "SELECT " + COLUMNS + " FROM candidate c ";

    /** Whether what a run delivered stands on the person whom the row leads to after it. */
    private static final String DELIVERED = "WHEN e.written = 1"
            + " AND (loxo_id IS NULL OR loxo_id = e.person OR again_after < e.run AND e.person IS NOT NULL)";

    /** What was decided by hand after the run began stays. */
    private static final String RECORD = """
            UPDATE candidate SET lane = ?, opening = ?, outcome = ?, reason = ?, sentence = ?, updated_at = ?,
                loxo_id = CASE WHEN again_after < e.run THEN COALESCE(e.person, loxo_id) ELSE COALESCE(loxo_id, e.person) END,
                attempted = CASE WHEN again_after < e.run THEN e.mark ELSE attempted END,
                attempts = CASE WHEN again_after < e.run THEN ? ELSE attempts END,
                not_before = CASE WHEN again_after < e.run THEN ? ELSE not_before END,
                tags = CASE DELIVERED THEN ? ELSE tags END,
                fingerprint = CASE DELIVERED THEN e.mark ELSE fingerprint END,
                waits = CASE DELIVERED THEN ? ELSE waits END,
                intent_at = CASE DELIVERED THEN NULL ELSE intent_at END
            FROM (SELECT CAST(? AS BIGINT) AS run, CAST(? AS INTEGER) AS written, CAST(? AS TEXT) AS person,
                CAST(? AS TEXT) AS mark) e
            WHERE toggl_id = ? AND workspace = :workspace RETURNING loxo_id
            """.replace("DELIVERED", DELIVERED);

    private final Session session;

    CandidateTable(Session session) {
        this.session = session;
    }

    Map<String, CandidateRecord> byIds(Collection<String> togglIds) {
        InList ids = InList.of(togglIds);
        return session
                .list(
                        SELECT + "WHERE c.workspace = :workspace AND c.toggl_id IN " + ids.marks(),
                        CandidateTable::known,
                        ids)
                .stream()
                .collect(Collectors.toMap(CandidateRecord::togglId, Function.identity()));
    }

    Optional<CandidateRecord> byId(String togglId) {
        return session.first(
                SELECT + "WHERE c.toggl_id = ? AND c.workspace = :workspace", CandidateTable::known, togglId);
    }

    List<CandidateRecord> byAddress(String hash) {
        return session.list(
                "SELECT " + COLUMNS + " FROM candidate_address a JOIN candidate c"
                        + " ON c.toggl_id = a.toggl_id AND c.workspace = a.workspace"
                        + " WHERE a.address_hash = ? AND c.workspace = :workspace ORDER BY c.toggl_id",
                CandidateTable::known,
                hash);
    }

    List<CandidateRecord> find(String idOrAddress) {
        return idOrAddress.contains("@")
                ? byAddress(Address.hash(idOrAddress))
                : byId(idOrAddress.strip()).stream().toList();
    }

    boolean isPerson(String loxoId) {
        return !ofPerson(loxoId).isEmpty()
                || !new AddressTable(session).addressesOf(loxoId).isEmpty();
    }

    /** The candidate, and whoever has or had one of the addresses. */
    List<Related> related(String togglId, Collection<String> hashes) {
        InList in = InList.of(hashes);
        return session.list(
                "SELECT " + COLUMNS
                        + ", 0, 0 FROM candidate c WHERE c.toggl_id = ? AND c.workspace = :workspace UNION ALL SELECT "
                        + COLUMNS
                        + ", 1, 1 - a.former FROM candidate_address a JOIN candidate c ON c.toggl_id = a.toggl_id AND c.workspace = a.workspace"
                        + " WHERE c.agency = :agency AND a.address_hash IN "
                        + in.marks(),
                row -> new Related(
                        known(row),
                        row.getInt(21) == 1,
                        row.getInt(22) == 1,
                        Optional.ofNullable(Session.longOrNull(row, 19)),
                        lines(row.getString(20))),
                togglId,
                in);
    }

    /**
     * @param sharing whether it is one who has or had one of the addresses
     * @param now whether they have it now
     * @param sentAt when the last create was sent
     * @param sentTo with which addresses, as hashes
     */
    record Related(CandidateRecord known, boolean sharing, boolean now, Optional<Long> sentAt, List<String> sentTo) {}

    List<CandidateRecord> withOutcome(Outcome outcome) {
        return session.list(
                SELECT + "WHERE c.workspace = :workspace AND c.outcome = ? ORDER BY c.updated_at DESC, c.toggl_id",
                CandidateTable::known,
                outcome.word());
    }

    void keepOpening(String togglId, String opening) {
        session.update(
                "UPDATE candidate SET opening = ? WHERE toggl_id = ? AND workspace = :workspace", opening, togglId);
    }

    /**
     * What a run brought, on the row as it is now rather than as it was when the run read it.
     *
     * @return false where the candidate was forgotten meanwhile: then nothing is left of what the run wrote on its way
     */
    boolean record(long runId, CandidateUpdate entry, long now) {
        String togglId = entry.before().togglId();
        CandidateResult result = entry.result();
        if (!entry.before().isRecorded()) {
            session.update(
                    "INSERT INTO candidate (toggl_id, workspace, agency, outcome, updated_at)"
                            + " VALUES (?, :workspace, :agency, ?, ?) ON CONFLICT DO NOTHING",
                    togglId,
                    result.outcome().word(),
                    now);
        }
        List<String> person = session.strings(
                RECORD,
                entry.lane(),
                entry.opening(),
                result.outcome().word(),
                result.reason(),
                result.message(),
                now,
                entry.attempts(),
                entry.notBefore(),
                String.join("\n", entry.tags()),
                entry.waits(),
                runId,
                result.isWritten() ? 1 : 0,
                result.loxoId(),
                entry.attempted(),
                togglId);
        if (person.isEmpty()) {
            new Decisions(session).forget(togglId);
            return false;
        }
        if (!isCreatedNow(entry)) {
            boolean delivered = result.isWritten() && Objects.equals(person.get(0), result.loxoId());
            rememberAddresses(entry, delivered ? result.loxoId() : null);
        }
        new RunTable(session).note(togglId, runId, now, entry.lane(), result);
        return true;
    }

    /** Then the intent and the confirmation have the addresses. */
    private static boolean isCreatedNow(CandidateUpdate entry) {
        return entry.result().outcome() == Outcome.CREATED
                && entry.before().createdHere()
                && Objects.equals(entry.result().loxoId(), entry.before().loxoId());
    }

    /** @param loxoId the person who has them, or null */
    private void rememberAddresses(CandidateUpdate entry, String loxoId) {
        if (entry.delivery() != null) {
            Set<String> hashes = entry.delivery().addressHashes();
            AddressTable addresses = new AddressTable(session);
            addresses.rememberAddresses(entry.before().togglId(), hashes);
            if (loxoId != null) {
                addresses.rememberPerson(loxoId, hashes);
            }
        }
    }

    List<CandidateRecord> ofPerson(String loxoId) {
        return session.list(
                SELECT + "WHERE c.loxo_id = ? AND c.agency = :agency ORDER BY c.toggl_id, c.workspace",
                CandidateTable::known,
                loxoId);
    }

    List<CandidateRecord> ofPeople(Collection<String> loxoIds) {
        InList ids = InList.of(loxoIds);
        return session.list(
                SELECT + "WHERE c.agency = :agency AND c.loxo_id IN " + ids.marks()
                        + " ORDER BY c.toggl_id, c.workspace",
                CandidateTable::known,
                ids);
    }

    private static CandidateRecord known(ResultSet row) throws SQLException {
        return new CandidateRecord(
                row.getString(1),
                row.getString(2),
                row.getInt(3) == 1,
                row.getString(4),
                lines(row.getString(5)),
                row.getString(6),
                row.getString(7),
                Outcome.ofWord(row.getString(8)),
                row.getString(9),
                row.getString(10),
                row.getInt(11),
                row.getLong(12),
                Session.longOrNull(row, 13),
                row.getLong(14),
                row.getString(15),
                row.getString(16),
                new Scope(row.getString(17), row.getString(18)));
    }

    private static List<String> lines(String text) {
        return text == null || text.isEmpty() ? List.of() : List.of(text.split("\n"));
    }
}
