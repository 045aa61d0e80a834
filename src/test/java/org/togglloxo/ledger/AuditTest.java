package org.togglloxo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.audit.Audit;
import org.togglloxo.ledger.audit.AuditAct;
import org.togglloxo.ledger.audit.AuditEntry;
import org.togglloxo.ledger.owner.BoundAgency;

/** Who did what by hand is written down with what they did, and of whom is gone once they are forgotten. */
class AuditTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(5_000), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Ledger open(String database) throws Exception {
        return Ledger.openAlone(LedgerDatabases.fresh(database, folder), CLOCK);
    }

    private static void failed(Ledger ledger, String... ids) {
        for (String id : ids) {
            CandidateResult failed = CandidateResult.of(Outcome.FAILED, "ambiguous", "two");
            ledger.record(
                    1,
                    new CandidateUpdate(
                            ledger.lookUp(id), "review", "7000", null, List.of(), "", failed, "mark", 0, 0));
        }
    }

    private static List<AuditEntry> all(Ledger ledger) {
        List<AuditEntry> entries = new ArrayList<>();
        ledger.audit().forEach(0, entries::add);
        return entries;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void eachActHasItsEntryTheNewestFirst(String database) throws Exception {
        try (Ledger ledger = open(database)) {
            failed(ledger, "1", "2");
            ManualDecisions ann = ledger.manualDecisions("ann");
            ann.retry(List.of("1", "2"));
            ann.retry(List.of());
            ann.retryAll();
            ann.link("1", "501");
            assertThat(ann.link("nobody", "501")).isFalse();
            ann.adopt(new BoundAgency("staffing", Optional.of("7")), Map.of("7000", "Cook"));
            ledger.audit().note(Audit.PROGRAM, AuditAct.EDIT_REFUSED, "routes/30, line 3");
            assertThat(all(ledger))
                    .allMatch(entry -> entry.at() >= 0)
                    .extracting(AuditEntry::actor, AuditEntry::act, AuditEntry::candidate, AuditEntry::detail)
                    .containsExactly(
                            tuple("sync", "edit-refused", "", "routes/30, line 3"),
                            tuple("ann", "ledger-adopt", "", "agency 'staffing' (agency_id 7)"),
                            tuple("ann", "link", "1", "person 501"),
                            tuple("ann", "retry", "", "everybody: 2"),
                            tuple("ann", "retry", "", "all who failed: 2"),
                            tuple("ann", "retry", "2", ""),
                            tuple("ann", "retry", "1", ""));
            List<AuditEntry> last = new ArrayList<>();
            ledger.audit().forEach(2, last::add);
            assertThat(last).extracting(AuditEntry::act).containsExactly("edit-refused", "ledger-adopt");
        }
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void ofSomebodyForgottenTheActStaysAndNothingElse(String database) throws Exception {
        try (Ledger ledger = open(database)) {
            failed(ledger, "1", "2");
            ledger.manualDecisions("ann").link("1", "501");
            ledger.manualDecisions("ann").retry(List.of("2"));
            ledger.manualDecisions("bob").forget(List.of("1", "nobody"));
            assertThat(all(ledger))
                    .extracting(AuditEntry::actor, AuditEntry::act, AuditEntry::candidate, AuditEntry::detail)
                    .containsExactly(
                            tuple("bob", "forget", "forgotten", ""),
                            tuple("ann", "retry", "2", ""),
                            tuple("ann", "link", "forgotten", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void manyAtOnceAreAllThere(String database) throws Exception {
        try (Ledger ledger = open(database)) {
            List<CompletableFuture<Void>> writing = IntStream.range(0, 4)
                    .mapToObj(writer -> CompletableFuture.runAsync(() -> IntStream.range(0, 300)
                            .forEach(each -> ledger.audit().note("w" + writer, AuditAct.RETRY, "" + each))))
                    .toList();
            writing.forEach(CompletableFuture::join);
            assertThat(all(ledger)).hasSize(1_200).extracting(AuditEntry::id).doesNotHaveDuplicates();
            assertThat(ledger.audit().size()).isEqualTo(1_200);
        }
    }
}
