package org.togglloxo.ledger.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.migration.JavaMigration;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.settings.JdbcUrls;

/**
 * The connections to the ledger's database, its schema, and the lock that keeps a second process off a SQLite file.
 *
 * @param readers on SQLite they do not wait for who writes
 * @param lockFile null where nobody is kept off
 * @param shared whether other processes may be at work on the same ledger
 * @param server PostgreSQL: all may write to it at once, and it has a clock of its own, which all who use it can ask
 */
public record Database(Sessions readers, Sessions writers, FileChannel lockFile, boolean shared, boolean server)
        implements AutoCloseable {

    private static final String SCHEMA_TABLE = "toggl_loxo_schema";
    /** The last of the migrations. */
    public static final String NEWEST = "14";

    private static final long CONNECT_MILLIS = 5_000;
    private static final long SILENCE_SECONDS = 300;
    private static final int MIGRATION_TRIES = 10;

    private static Database server(Sessions sessions, boolean shared) {
        return new Database(sessions, sessions, null, shared, true);
    }

    /** Opens for a run: alone on a SQLite file, the schema brought up to date. */
    public static Database openAlone(LedgerSettings settings) {
        FileChannel lock = settings.file().map(SqliteFile::lock).orElse(null);
        try {
            return migrated(settings, lock);
        } catch (RuntimeException e) {
            SqliteFile.release(lock);
            throw e;
        }
    }

    /** Opens on a host's DataSource, which stays the host's to close. */
    public static Database openOn(DataSource source, String name) {
        try (Connection connection = source.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            if (!product.equals("PostgreSQL")) {
                throw new Stop(
                        ExitCode.SETTINGS,
                        Reason.LEDGER,
                        "ledger.data-source is '%s', which leads to %s: PostgreSQL is needed. Name another one, or set ledger.url"
                                .formatted(name, product),
                        null);
            }
            migrate(source, false, HostSession.SCHEMA);
        } catch (SQLException | FlywayException e) {
            throw unusable("behind ledger.data-source '%s'".formatted(name), e);
        }
        return server(new ServerSessions(() -> HostSession.of(source), () -> {}), true);
    }

    /** Opens for a look or a small change, beside a run that may be under way. */
    public static Database openBeside(LedgerSettings settings) {
        settings.file().ifPresent(SqliteFile::make);
        return migrated(settings, null);
    }

    /** Opens without changing anything; where there is no file yet, an empty ledger in memory stands in for it. */
    public static Database openToRead(LedgerSettings settings) {
        if (settings.file().filter(file -> !Files.exists(file)).isPresent()) {
            return migrated(LedgerSettings.inMemory(), null);
        }
        settings.file().ifPresent(SqliteFile::tighten);
        Sessions sessions = settings.sqlite() ? opened(settings) : serverSessions(settings, true);
        if (!settings.sqlite() && !hasLedger(sessions)) {
            sessions.close();
            return migrated(LedgerSettings.inMemory(), null);
        }
        refuseLater(sessions);
        if (isOfEarlierVersion(sessions)) {
            // what an earlier version of the program left is brought up to date, what stands in it stays
            migrated(settings, null).close();
        }
        return settings.sqlite() ? new Database(sessions, sessions, null, false, false) : server(sessions, false);
    }

    private static Sessions opened(LedgerSettings settings) {
        Sessions sessions = SqliteSessions.toRead(settings);
        try {
            sessions.giveBack(sessions.take());
            return sessions;
        } catch (SqlFailure e) {
            throw unusable(settings, e);
        }
    }

    private static void refuseLater(Sessions sessions) {
        try {
            sessions.with(session -> {
                SchemaHistory.refuseLater(session.connection(), SCHEMA_TABLE, NEWEST);
                return null;
            });
        } catch (Stop e) {
            sessions.close();
            throw e;
        }
    }

    private static boolean isOfEarlierVersion(Sessions sessions) {
        try {
            return sessions.with(session -> session.first(
                            "SELECT COUNT(*) FROM " + SCHEMA_TABLE + " WHERE version = ?",
                            row -> row.getLong(1) == 0,
                            NEWEST))
                    .orElse(false);
        } catch (SqlFailure e) {
            // no ledger, or a damaged one: whoever reads from it says so
            return false;
        }
    }

    /** No database at all. */
    public static Database none() {
        Sessions.Opener opener = () -> {
            throw new IllegalStateException("there is no ledger here");
        };
        Sessions none = new ServerSessions(opener, () -> {});
        return new Database(none, none, null, false, false);
    }

    private static boolean hasLedger(Sessions sessions) {
        try {
            return sessions.with(Database::hasLedger);
        } catch (SqlFailure e) {
            throw new Stop(Reason.LEDGER, "The ledger cannot be read: %s".formatted(DatabaseRetry.messageAndFix(e)), e);
        }
    }

    private static boolean hasLedger(Session session) {
        try (ResultSet tables = session.connection().getMetaData().getTables(null, null, SCHEMA_TABLE, null)) {
            return tables.next();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /** After somebody was erased: what was deleted must not stay behind in SQLite's write-ahead log. */
    void eraseTraces() {
        if (server) {
            return;
        }
        try {
            // while somebody reads the file SQLite answers "busy" in the row, without an error
            boolean busy = writers.with(
                            session -> session.first("PRAGMA wal_checkpoint(TRUNCATE)", row -> row.getInt(1) != 0))
                    .orElse(false);
            if (busy) {
                throw tracesRemain("another program is reading the file", null);
            }
        } catch (SqlFailure e) {
            throw tracesRemain(e.getMessage(), e);
        }
    }

    private static Stop tracesRemain(String why, Exception e) {
        return new Stop(
                Reason.LEDGER,
                "The person is erased, but SQLite's write-ahead log could not be emptied: %s. Run forget again when nobody uses the ledger"
                        .formatted(why),
                e);
    }

    @Override
    public void close() {
        readers.close();
        writers.close();
        SqliteFile.release(lockFile);
    }

    private static Database migrated(LedgerSettings settings, FileChannel lock) {
        return settings.sqlite() ? migratedFile(settings, lock) : server(serverSessions(settings, false), true);
    }

    private static Database migratedFile(LedgerSettings settings, FileChannel lock) {
        Sessions writer = SqliteSessions.toWrite(settings);
        try {
            boolean inMemory = writer.with(session -> {
                migrate(OneConnection.of(session.connection()), true, null);
                return isInMemory(session);
            });
            return new Database(inMemory ? writer : SqliteSessions.toRead(settings), writer, lock, false, false);
        } catch (SqlFailure | FlywayException e) {
            writer.close();
            throw unusable(settings, e);
        } catch (Stop e) {
            writer.close();
            throw e;
        }
    }

    /** Whether it is gone with its only connection. */
    private static boolean isInMemory(Session session) {
        return session.first("SELECT file FROM pragma_database_list WHERE name = 'main'", row -> row.getString(1))
                .filter(file -> !file.isEmpty())
                .isEmpty();
    }

    /** @param schema where the tables are, or null for the one that a connection is in */
    private static void migrate(DataSource source, boolean sqlite, String schema) {
        String table = schema == null ? SCHEMA_TABLE : schema + "." + SCHEMA_TABLE;
        if (SchemaHistory.ends(source, table, NEWEST)) {
            return;
        }
        SchemaHistory.refuseLater(source, table, NEWEST);
        for (int times = 1; ; times++) {
            try {
                migrateOnce(source, sqlite, schema);
                return;
            } catch (FlywayException e) {
                // two processes that begin with one empty database are in each other's way for a moment
                if (times == MIGRATION_TRIES || !String.valueOf(e.getMessage()).contains("baseline")) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(CONNECT_MILLIS / MIGRATION_TRIES));
            }
        }
    }

    private static void migrateOnce(DataSource source, boolean sqlite, String schema) {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .defaultSchema(schema)
                .javaMigrations(sqlite ? new JavaMigration[0] : new JavaMigration[] {new QuartzTables()})
                .locations("classpath:org/togglloxo/ledger/sql/migration")
                .table(SCHEMA_TABLE)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    private static Sessions serverSessions(LedgerSettings settings, boolean readOnly) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("toggl-loxo-ledger");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.connections());
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setMinimumIdle(1);
        config.setReadOnly(readOnly);
        // a server that is there and says nothing; above every wait for a lock
        config.addDataSourceProperty(
                "socketTimeout",
                Long.toString(SILENCE_SECONDS + settings.lockTimeout().toSeconds()));
        try {
            return pooled(new HikariDataSource(config), readOnly);
        } catch (Stop e) {
            throw e;
        } catch (RuntimeException e) {
            throw unusable(settings, e);
        }
    }

    private static Sessions pooled(HikariDataSource pool, boolean readOnly) {
        try {
            if (!readOnly) {
                migrate(pool, false, null);
            }
            return new ServerSessions(() -> new ServerSession(pool.getConnection()), pool::close);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static Stop unusable(LedgerSettings settings, Exception e) {
        return unusable(settings.file().map(Path::toString).orElse(JdbcUrls.shown(settings.url())), e);
    }

    private static Stop unusable(String where, Exception e) {
        return new Stop(
                Reason.LEDGER, "The ledger %s cannot be used: %s".formatted(where, DatabaseRetry.messageAndFix(e)), e);
    }
}
