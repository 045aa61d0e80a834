package org.togglloxo.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.JobPersistenceException;

class LoggingTest {

    private static final String FAKED = "Ann\u001b[2K\u202e\r\nrun 1 finished after 0 s";

    private final LoggerContext context = new LoggerContext();
    private Encoder<ILoggingEvent> encoder;

    @BeforeEach
    void configure() {
        Logging.configure(context, Level.INFO);
        encoder = ((ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("stderr")).getEncoder();
    }

    @Test
    void aLineBeginsWithTheDateTheTimeAndTheZone() {
        Instant now = Instant.parse("2026-07-01T12:00:00.123Z");
        String line = log("hello", null, now);
        assertThat(line).endsWith(" WARN  Example: hello" + System.lineSeparator());
        OffsetDateTime shown = OffsetDateTime.parse(line.substring(0, line.indexOf(' ')));
        assertThat(shown.toInstant()).isEqualTo(now);
        assertThat(shown.getOffset())
                .isEqualTo(ZoneId.systemDefault().getRules().getOffset(now));
    }

    @Test
    void aMessageIsOneLineWhateverIsInIt() {
        assertThat(log("person {}", null, Instant.now(), FAKED).lines())
                .singleElement()
                .asString()
                .endsWith("person Ann\\u001b[2K\\u202e\\r\\nrun 1 finished after 0 s");
    }

    @Test
    void anAlertKeepsItsLinesAndNothingInThemActs() {
        LoggingEvent event =
                event("org.togglloxo.alert", "run 7 went well\nNext: \u001b[31mnothing", null, Instant.now());
        assertThat(encode(event).lines().toList()).hasSize(2).last().isEqualTo("Next: \\u001b[31mnothing");
    }

    @Test
    void noMessageOfATraceBeginsALineOfItsOwn() {
        Exception error = new IllegalStateException(FAKED, new IllegalArgumentException(FAKED));
        error.addSuppressed(new IllegalStateException(FAKED));
        List<String> lines = log("failed", error, Instant.now()).lines().toList();
        assertThat(lines).hasSizeGreaterThan(5).noneMatch(line -> line.startsWith("run 1"));
        assertThat(lines.stream().filter(line -> line.contains("Ann\\u001b[2K\\u202e\\r\\nrun 1")))
                .hasSize(3);
    }

    @Test
    void quartzTellsOfADatabaseThatWentAwayInTwoLines() {
        Exception error = new JobPersistenceException(
                "Failed to obtain DB connection",
                new SQLTransientConnectionException(
                        "request timed out after 30000ms", new SQLException("Connection refused", new IOException())));
        assertThat(quartz(error).lines())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("JobStoreTX: Error managing cluster"),
                        line -> assertThat(line).isEqualTo("  Connection refused"));
        assertThat(quartz(new IllegalStateException("something else")))
                .contains("IllegalStateException: something else", "\tat ");
    }

    private String quartz(Exception error) {
        return encode(event("org.quartz.impl.jdbcjobstore.JobStoreTX", "Error managing cluster", error, Instant.now()));
    }

    private String log(String message, Throwable error, Instant at, Object... values) {
        return encode(event("org.example.Example", message, error, at, values));
    }

    private LoggingEvent event(String logger, String message, Throwable error, Instant at, Object... values) {
        LoggingEvent event = new LoggingEvent(
                Logging.class.getName(), context.getLogger(logger), Level.WARN, message, error, values);
        event.setInstant(at);
        return event;
    }

    private String encode(LoggingEvent event) {
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }
}
