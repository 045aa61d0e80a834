package org.togglloxo.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.EOFException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.togglloxo.CapturedLog;

/** What a database that went away has the log say. */
class DatabaseRetryTest {

    private static final SqlFailure BROKEN = new SqlFailure(
            new SQLException("An I/O error occurred while sending to the backend.", "08006", new EOFException()));
    private static final SqlFailure REFUSED = new SqlFailure(new SQLException("Connection refused", "08001"));

    private final DatabaseRetry retry = new DatabaseRetry();

    @Test
    void isSaidOnceHoweverOftenItIsTriedAndWhenItIsBack() {
        assertThat(after(BROKEN, REFUSED))
                .containsExactly(
                        "WARN the ledger's database does not answer; waiting for it:"
                                + " An I/O error occurred while sending to the backend.",
                        "INFO the ledger's database answers again");
        assertThat(after(REFUSED)).as("within the same minute").isEmpty();
    }

    private List<String> after(SqlFailure... failures) {
        Deque<SqlFailure> failing = new ArrayDeque<>(List.of(failures));
        try (CapturedLog log = CapturedLog.ofThisThread(DatabaseRetry.class.getName())) {
            assertThat(retry.call(() -> work(failing))).isEqualTo("done");
            return log.events().stream().map(DatabaseRetryTest::line).toList();
        }
    }

    private static String work(Deque<SqlFailure> failing) {
        if (!failing.isEmpty()) {
            throw failing.remove();
        }
        return "done";
    }

    private static String line(ILoggingEvent event) {
        return event.getLevel() + " " + event.getFormattedMessage();
    }
}
