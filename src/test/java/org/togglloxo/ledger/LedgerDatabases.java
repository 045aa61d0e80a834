package org.togglloxo.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.togglloxo.ledger.sql.LedgerSettings;

/**
 * Empty ledgers on either database, and a look behind them: with a PostgreSQL from the first test of a class that needs it
 * to the last.
 */
public final class LedgerDatabases implements AfterAllCallback {

    static final Duration LOCK_TIMEOUT = Duration.ofMillis(300);

    private EmbeddedPostgres postgres;

    /** @param database {@code sqlite} or {@code postgresql} */
    public LedgerSettings empty(String database, Path folder) throws Exception {
        return database.equals("sqlite") ? sqlite(folder.resolve("ledger.db")) : postgres();
    }

    static LedgerSettings sqlite(Path file) {
        return new LedgerSettings("jdbc:sqlite:" + file, "", "", 1, LOCK_TIMEOUT, "");
    }

    /** Left out with {@code -Dledger.sqlite-alone=true}, where every test is run many times by itself. */
    public LedgerSettings postgres() throws Exception {
        Assumptions.assumeFalse(Boolean.getBoolean("ledger.sqlite-alone"));
        if (postgres == null) {
            postgres = EmbeddedPostgres.start();
        }
        String name = "l" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return new LedgerSettings(postgres.getJdbcUrl("postgres", name), "postgres", "postgres", 8, LOCK_TIMEOUT, "");
    }

    /** How many rows a table has. */
    static long rows(LedgerSettings settings, String table) {
        Jdbi jdbi = settings.sqlite()
                ? Jdbi.create(settings.url())
                : Jdbi.create(settings.url(), settings.user(), settings.password());
        return jdbi.withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }

    @Override
    public void afterAll(ExtensionContext tests) throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }
}
