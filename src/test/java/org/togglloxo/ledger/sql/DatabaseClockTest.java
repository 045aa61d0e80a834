package org.togglloxo.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DatabaseClockTest {

    private LongSupplier database = () -> {
        throw new IllegalStateException("gone");
    };

    private final DatabaseClock clock = new DatabaseClock(() -> database.getAsLong(), 0);

    @Test
    void theTimeGoesOnWhileTheDatabaseDoesNotAnswer() {
        LongSupplier gone = database;
        database = () -> 5_000_000;
        assertThat(clock.millis()).isGreaterThanOrEqualTo(5_000_000);
        database = gone;
        assertThat(clock.millis()).isGreaterThanOrEqualTo(5_000_000);
        database = () -> 9_000_000;
        assertThat(clock.millis()).isGreaterThanOrEqualTo(9_000_000);
    }

    @Test
    void oneThatNeverAnsweredTellsNoTime() {
        assertThatThrownBy(clock::millis).hasMessage("gone");
    }

    @Test
    @Timeout(30)
    void whoeverHoldsAConnectionDoesNotWaitForTheOneWhoAsks() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        database = () -> 5_000_000;
        clock.millis();
        database = () -> {
            asked.countDown();
            await(answers);
            return 9_000_000;
        };
        CompletableFuture<Long> asker = CompletableFuture.supplyAsync(clock::millis);
        await(asked);
        assertThat(clock.millis()).isBetween(5_000_000L, 5_100_000L);
        answers.countDown();
        assertThat(asker.get()).isGreaterThanOrEqualTo(9_000_000);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
