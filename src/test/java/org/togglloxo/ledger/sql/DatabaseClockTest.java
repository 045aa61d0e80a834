package org.togglloxo.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

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
}
