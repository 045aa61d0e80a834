package org.togglloxo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.run.Event;
import org.togglloxo.ledger.run.Remark;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.ledger.sql.DatabaseLock;

/** The same behaviour on both databases. */
class LedgerTest extends LedgerCase {

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void whatWasDeliveredIsKnownInTheNextProcess(String database) throws Exception {
        open(database);
        deliver(ledger.runs().begin());
        open(database);
        CandidateRecord known = ledger.lookUp("1");
        assertThat(known.loxoId()).isEqualTo("501");
        assertThat(known.createdHere()).isTrue();
        assertThat(known.createPending()).isFalse();
        assertThat(known.tags()).containsExactly("toggl:review");
        assertThat(known.fingerprint()).isEqualTo(ANN.fingerprint()).isEqualTo(known.attempted());
        assertThat(known.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(ledger.evidence(CandidateRecord.nothingOf("nobody"), ANN).people())
                .containsExactly("501");
        assertThat(ledger.find("HOME@example.com")).containsExactly(known);
        assertThat(ledger.find("1")).containsExactly(known);
        assertThat(ledger.lookUp("2")).isEqualTo(CandidateRecord.nothingOf("2"));
        assertThat(ledger.candidates().countByOutcome()).isEqualTo(Map.of(Outcome.CREATED, 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void anIntentOutlivesTheProcess(String database) throws Exception {
        open(database);
        ledger.creates().intend(ledger.lookUp("1"), ANN, DatabaseLock.ALONE);
        open(database);
        assertThat(ledger.lookUp("1").createPending()).isTrue();
        ledger.creates().retract(ledger.lookUp("1"));
        assertThat(ledger.lookUp("1").createPending()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void aFailureKeepsWhatHadSucceededBefore(String database) throws Exception {
        open(database);
        CandidateRecord delivered = deliver(ledger.runs().begin());
        CandidateResult failed =
                CandidateResult.of(Outcome.FAILED, "refused", "Loxo refused it").after("PUT /people/501", "no");
        ledger.record(
                2, new CandidateUpdate(delivered, "review", "7000", ANN, ANN.tags(), "", failed, "another", 0, 0));
        CandidateRecord known = ledger.lookUp("1");
        assertThat(known.fingerprint()).isEqualTo(ANN.fingerprint());
        assertThat(known.attempted()).isEqualTo("another");
        assertThat(known.loxoId()).isEqualTo("501");
        assertThat(ledger.runs().history("1"))
                .extracting(Event::outcome, Event::call, Event::answer)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Outcome.CREATED, null, null),
                        org.assertj.core.groups.Tuple.tuple(Outcome.FAILED, "PUT /people/501", "no"));

        assertThat(ledger.manualDecisions("tester").retry(List.of("2"))).isZero();
        assertThat(ledger.manualDecisions("tester").retry(List.of())).isEqualTo(1);
        assertThat(ledger.lookUp("1").attempted()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void whoIsForgottenLeavesNothing(String database) throws Exception {
        open(database);
        deliver(ledger.runs().begin());
        ledger.manualDecisions("tester").forget(List.of("1"));
        assertThat(ledger.lookUp("1")).isEqualTo(CandidateRecord.nothingOf("1"));
        assertThat(ledger.find("ann@example.com")).isEmpty();
        assertThat(ledger.evidence(CandidateRecord.nothingOf("nobody"), ANN).people())
                .isEmpty();
        assertThat(ledger.runs().history("1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void runsAreListedTheNewestFirst(String database) throws Exception {
        open(database);
        long first = ledger.runs().begin();
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, 10L + outcome.ordinal());
        }
        RunRow run = new RunRow(
                first,
                5,
                9L,
                "finished",
                3,
                "",
                75,
                80L,
                counts,
                4,
                5,
                List.of(new Remark("field-unknown", "no such field")));
        ledger.runs().end(run);
        long second = ledger.runs().begin();
        assertThat(second).isGreaterThan(first);
        assertThat(ledger.runs().last(5)).extracting(RunRow::id).containsExactly(second, first);
        assertThat(ledger.runs().last(5).get(1))
                .usingRecursiveComparison()
                .ignoringFields("startedAt")
                .isEqualTo(run);
        assertThat(ledger.runs().last(1).get(0).endedAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void tagsOfOtherCandidatesOnTheSamePersonAreKnown(String database) throws Exception {
        open(database);
        deliver(ledger.runs().begin());
        assertThat(ledger.candidates().tagsOfOthers("501", "2")).containsExactly("toggl:review");
        assertThat(ledger.candidates().tagsOfOthers("501", "1")).isEmpty();
        ledger.addresses().forgetPerson("501");
        assertThat(ledger.evidence(CandidateRecord.nothingOf("nobody"), ANN).people())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void aCandidateCanBeLinkedByHand(String database) throws Exception {
        open(database);
        deliver(ledger.runs().begin());
        assertThat(ledger.manualDecisions("tester").link("1", "777")).isTrue();
        assertThat(ledger.manualDecisions("tester").link("2", "777")).isFalse();
        assertThat(ledger.lookUp("1").loxoId()).isEqualTo("777");
        assertThat(ledger.lookUp("1").createdHere()).isFalse();
    }
}
