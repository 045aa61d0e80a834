package org.togglloxo.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.LedgerDatabases;

class SchemaHistoryTest {

    private static final String TABLE = "toggl_loxo_schema";

    @TempDir
    Path folder;

    private LedgerSettings settings;

    private void open(String database) throws Exception {
        settings = LedgerDatabases.empty(database, folder);
        open();
    }

    private void open() {
        Ledger.openAlone(settings, Clock.systemUTC()).close();
    }

    private HikariDataSource source() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    private boolean ends() {
        try (HikariDataSource source = source()) {
            return SchemaHistory.ends(source, TABLE, Database.NEWEST);
        }
    }

    private void change(String sql) throws SQLException {
        try (HikariDataSource source = source();
                Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void whatFlywayHasBroughtUpToDateNeedsNoFlywayAgain(String database) throws Exception {
        settings = LedgerDatabases.empty(database, folder);
        assertThat(ends()).isFalse();
        open();
        assertThat(ends()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE toggl_loxo_schema SET checksum = checksum + 1 WHERE version = '2'",
                "UPDATE toggl_loxo_schema SET script = 'V2__other.sql' WHERE version = '2'",
                "DELETE FROM toggl_loxo_schema WHERE version = '" + Database.NEWEST + "'"
            })
    void anythingElseIsLeftToFlyway(String change) throws Exception {
        open("sqlite");
        change(change);
        assertThat(ends()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void aScriptThatIsNoLongerTheOneThatWasRunIsRefusedAsEver(String database) throws Exception {
        open(database);
        change("UPDATE toggl_loxo_schema SET checksum = checksum + 1 WHERE version = '2'");
        assertThatThrownBy(this::open).isInstanceOf(Stop.class).hasMessageContaining("checksum");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void aMigrationThatFailedIsRefusedAsEver(String database) throws Exception {
        open(database);
        change("UPDATE toggl_loxo_schema SET success = FALSE WHERE version = '2'");
        assertThat(ends()).isFalse();
        assertThatThrownBy(this::open).isInstanceOf(Stop.class).hasMessageContaining("failed migration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void aLedgerOfALaterVersionIsRefusedByWhoWritesAndWhoReads(String database) throws Exception {
        open(database);
        change("UPDATE toggl_loxo_schema SET version = '999' WHERE version = '1'");
        for (ThrowingCallable opening : List.<ThrowingCallable>of(
                this::open, () -> Database.openBeside(settings).close(), () -> Database.openToRead(settings)
                        .close())) {
            assertThatThrownBy(opening).isInstanceOfSatisfying(Stop.class, stop -> {
                assertThat(stop.exitCode()).isEqualTo(ExitCode.SETTINGS);
                assertThat(stop.message())
                        .contains("version 999", "up to " + Database.NEWEST, "Use the later version")
                        .doesNotContain("cannot be used");
            });
        }
    }
}
