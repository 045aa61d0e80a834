package org.togglloxo.flow.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.flow.MovableClock;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.run.Event;
import org.togglloxo.ledger.sql.LedgerSettings;
import org.togglloxo.sync.RetentionSettings;
import org.togglloxo.sync.RetentionTask;
import org.togglloxo.sync.run.Listing;

/** Candidates whom Toggl Hire no longer lists, and what is old, at the end of a run. */
class GoneTest extends FlowTest {

    private List<String> candidates;

    @BeforeEach
    void deliverSix() {
        flow.betweenEmptyServices();
        candidates = IntStream.range(0, 6)
                .mapToObj(i -> flow.toggl().add(someone("person" + i + "@example.com")))
                .toList();
        flow.set("ledger.forget-gone-days", "30");
        flow.run();
    }

    private boolean isGone(String id) {
        LedgerSettings where = flow.flowSettings().ledger();
        return Jdbi.create(where.url()).withHandle(handle -> handle.createQuery(
                                "SELECT COUNT(*) FROM candidate WHERE gone_since IS NOT NULL AND toggl_id = ?")
                        .bind(0, id)
                        .mapTo(Long.class)
                        .one())
                == 1;
    }

    @Test
    void aWholeListTellsWhoIsGone() {
        flow.toggl().remove(candidates.get(0));
        flow.limit(3).run();
        assertThat(isGone(candidates.get(0)))
                .as("a limited list is no evidence")
                .isFalse();
        flow.limit(0).set("toggl.filter.hire_state", "rejected").run();
        assertThat(isGone(candidates.get(1))).as("a filtered one neither").isFalse();
        flow.set("toggl.filter.hire_state", "").run();
        assertThat(isGone(candidates.get(0))).isTrue();
        assertThat(isGone(candidates.get(1))).isFalse();
        assertThat(flow.known(candidates.get(0)).loxoId())
                .as("not forgotten yet")
                .isNotNull();
    }

    @Test
    void anEmptyListTellsNothing() {
        candidates.forEach(flow.toggl()::remove);
        flow.run();
        assertThat(candidates).noneMatch(this::isGone);
    }

    @Test
    void timeBringsForgetting() {
        flow.endProcess();
        MovableClock clock = new MovableClock();
        Path file = flow.ledgerFile();
        LedgerSettings where = new LedgerSettings("jdbc:sqlite:" + file, "", "", 1, Duration.ZERO, "");
        String gone = candidates.get(0);
        Listing whole = new Listing(5, 5L, true, 0);
        try (Ledger ledger = Ledger.openAlone(where, clock)) {
            RetentionTask keeping =
                    new RetentionTask(ledger, new RetentionSettings(Duration.ofDays(365), Duration.ofDays(30)), true);
            keeping.end(true, whole, id -> !id.equals(gone));
            clock.advance(Duration.ofDays(29));
            keeping.end(true, whole, id -> !id.equals(gone));
            assertThat(ledger.lookUp(gone).loxoId()).isNotNull();
            clock.advance(Duration.ofDays(2));
            keeping.end(false, whole, id -> !id.equals(gone));
            keeping.end(true, new Listing(5, 6L, true, 0), id -> !id.equals(gone));
            assertThat(ledger.lookUp(gone).loxoId()).as("no whole list").isNotNull();
            keeping.end(true, whole, id -> !id.equals(gone));
            assertThat(ledger.lookUp(gone).loxoId()).isNull();

            String other = candidates.get(1);
            assertThat(ledger.runs().history(other)).extracting(Event::togglId).isNotEmpty();
            clock.advance(Duration.ofDays(360));
            keeping.end(false, null, id -> true);
            assertThat(ledger.runs().history(other)).isEmpty();
            assertThat(ledger.lookUp(other).loxoId()).isNotNull();
        }
    }
}
