package org.togglloxo.ledger;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.togglloxo.ledger.run.SharedRuns;
import org.togglloxo.ledger.sql.LedgerSettings;

/**
 * Whoever is at work on a connection of PostgreSQL takes no second one, not even to ask what time it is: where all are at work and
 * each waits for one more, none of them goes on.
 */
@Timeout(20)
class OneConnectionTest {

    private static final Map<String, Consumer<Ledger>> WORK = Map.ofEntries(
            Map.entry("begins a run", ledger -> ledger.runs().begin()),
            Map.entry("is there", ledger -> nodes(ledger).isHere()),
            Map.entry("looks for others", ledger -> nodes(ledger).isAnotherHere()),
            Map.entry("lists", ledger -> nodes(ledger).list(1)),
            Map.entry("announces", ledger -> nodes(ledger).announce(1, List.of("1"))),
            Map.entry("has listed", ledger -> nodes(ledger).listed(1, 1, 1L, null)),
            Map.entry("takes a candidate", ledger -> nodes(ledger).waits(1, "1")),
            Map.entry("leaves", ledger -> nodes(ledger).leave()),
            Map.entry("records", ledger -> ledger.record(1, SharedRunsTest.skipped("1"))),
            Map.entry("records for all", ledger -> ledger.recordShared(1, SharedRunsTest.skipped("1"))));

    private static SharedRuns nodes(Ledger ledger) {
        return ledger.sharedRuns("one", Duration.ofSeconds(45));
    }

    static Set<String> work() {
        return WORK.keySet();
    }

    @ParameterizedTest
    @MethodSource("work")
    void isEnough(String work) {
        LedgerSettings many = LedgerDatabases.postgres();
        LedgerSettings one =
                new LedgerSettings(many.url(), many.user(), many.password(), 1, LedgerDatabases.LOCK_TIMEOUT, "");
        try (Ledger ledger = Ledger.openAlone(one, Clock.systemUTC())) {
            assertThatCode(() -> WORK.get(work).accept(ledger)).doesNotThrowAnyException();
        }
    }
}
