package org.togglloxo.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Defer;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.sql.DatabaseLock;

class OutboxTableTest {

    private static final long NOW = 1_790_000_000_000L;
    private static final OutboxEntry FIRST = OutboxEntry.first("1", OutboxEntry.APPLICATION, "31", "7");

    @TempDir
    Path folder;

    private Ledger ledger;
    private OutboxTable outbox;

    @BeforeEach
    void open() {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
        ledger = Ledger.openAlone(LedgerDatabases.fresh("sqlite", folder), clock);
        outbox = ledger.outbox();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private OutboxEntry stored() {
        return outbox.find("1", OutboxEntry.APPLICATION, "31").orElseThrow();
    }

    @Test
    void whatWasNeverSentIsNeitherPendingNorDone() {
        assertThat(FIRST.isPending()).isFalse();
        assertThat(FIRST.isDone()).isFalse();
        assertThat(outbox.asItStands(FIRST)).isEqualTo(FIRST);
    }

    @Test
    void whatIsIntendedIsPendingUntilItIsConfirmed() {
        outbox.intend(FIRST, DatabaseLock.ALONE);
        assertThat(stored().isPending()).isTrue();
        assertThat(stored().isDone()).isFalse();
        assertThat(outbox.isDoneFor("7", OutboxEntry.APPLICATION, "31")).isFalse();
        assertThat(outbox.lastIntentFor("7", OutboxEntry.APPLICATION, "31")).contains(NOW);
        outbox.confirm(stored());
        assertThat(stored().isPending()).isFalse();
        assertThat(stored().isDone()).isTrue();
        assertThat(outbox.isDoneFor("7", OutboxEntry.APPLICATION, "31")).isTrue();
        assertThat(outbox.lastIntentFor("7", OutboxEntry.APPLICATION, "31")).isEmpty();
        assertThat(outbox.asItStands(FIRST).isDone()).isTrue();
    }

    @Test
    void whatEndedWithoutAnAnswerStaysPending() {
        outbox.stillPending(FIRST);
        assertThat(stored()).isEqualTo(new OutboxEntry("1", OutboxEntry.APPLICATION, "31", "7", 1, NOW, null));
    }

    @Test
    void aRefusedFirstOneLeavesNothing() {
        outbox.intend(FIRST, DatabaseLock.ALONE);
        outbox.retract(FIRST);
        assertThat(outbox.find("1", OutboxEntry.APPLICATION, "31")).isEmpty();
    }

    @Test
    void aRefusedSecondOneLeavesTheFirstDone() {
        outbox.confirm(FIRST);
        OutboxEntry second = FIRST.next("7");
        assertThat(second.number()).isEqualTo(2);
        outbox.intend(second, DatabaseLock.ALONE);
        assertThat(stored().isPending()).isTrue();
        outbox.retract(second);
        assertThat(stored().isDone()).isTrue();
        assertThat(stored().number()).isEqualTo(1);
    }

    @Test
    void whatWasPostedForOnePersonIsNotAnothersUnlessNobodyIsNamed() {
        assertThat(FIRST.isAbout("7")).isTrue();
        assertThat(FIRST.isAbout(null)).isTrue();
        assertThat(FIRST.about(null).isAbout("8")).isTrue();
        assertThat(FIRST.isAbout("8")).isFalse();
        outbox.confirm(FIRST);
        assertThat(outbox.isDoneFor("8", OutboxEntry.APPLICATION, "31")).isFalse();
        assertThat(outbox.isDoneFor("7", OutboxEntry.APPLICATION, "32")).isFalse();
        assertThat(outbox.isDoneFor("7", OutboxEntry.EVENT, "31")).isFalse();
    }

    @Test
    void aCandidatesAreFoundByKindAndByTarget() {
        OutboxEntry event = OutboxEntry.first("1", OutboxEntry.EVENT, "shortlist", "7");
        outbox.confirm(FIRST);
        outbox.confirm(event);
        assertThat(outbox.of("1")).extracting(OutboxEntry::kind).containsExactlyInAnyOrder("application", "event");
        assertThat(outbox.last("1", OutboxEntry.EVENT)).map(OutboxEntry::target).contains("shortlist");
        assertThat(outbox.last("2", OutboxEntry.EVENT)).isEmpty();
        assertThat(outbox.all(OutboxEntry.APPLICATION, "31")).hasSize(1);
        assertThat(outbox.all(OutboxEntry.APPLICATION, "32")).isEmpty();
    }

    @Test
    void nothingIsBegunForWhoeverWasLinkedToAnotherPersonMeanwhile() {
        Delivery ann =
                new Delivery("1", "review", true, Map.of(), List.of("ann@example.com"), List.of(), Map.of(), "apply");
        CandidateRecord known = ledger.creates()
                .confirm(ledger.creates().intend(ledger.lookUp("1"), ann, DatabaseLock.ALONE), ann, "7");
        assertThat(outbox.intend(FIRST, DatabaseLock.ALONE, known).isPending()).isTrue();
        outbox.retract(FIRST);
        ledger.manualDecisions("tester").link("1", "900");
        assertThatThrownBy(() -> outbox.intend(FIRST, DatabaseLock.ALONE, known))
                .isInstanceOfSatisfying(
                        Defer.class, defer -> assertThat(defer.why()).isEqualTo(Reason.LINKED_MEANWHILE));
        assertThat(outbox.find("1", OutboxEntry.APPLICATION, "31")).isEmpty();
    }
}
