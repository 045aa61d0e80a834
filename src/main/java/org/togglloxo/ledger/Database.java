package org.togglloxo.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jdbi.v3.core.ConnectionFactory;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Stop;
import org.togglloxo.settings.JdbcUrls;

/** The connections to the ledger's database, its schema, and the lock that keeps a second process off a SQLite file. */
final class Database implements AutoCloseable {

    private static final String SCHEMA_TABLE = "toggl_loxo_schema";
    /** The last of the migrations. */
    static final String NEWEST = "7";

    private static final long CONNECT_MILLIS = 5_000;
    private static final long SILENCE_SECONDS = 300;
    private static final int MIGRATION_TRIES = 10;
    private static final int BUSY_MILLIS = 10_000;

    private final ConnectionFactory connections;
    private final HikariDataSource pool;
    private final FileChannel lockFile;
    private final boolean shared;
    private final boolean server;

    private Database(HikariDataSource pool, FileChannel lockFile, boolean shared, boolean server) {
        this(pool::getConnection, pool, lockFile, shared, server);
    }

    private Database(
            ConnectionFactory connections,
            HikariDataSource pool,
            FileChannel lockFile,
            boolean shared,
            boolean server) {
        this.connections = connections;
        this.pool = pool;
        this.shared = shared;
        this.server = server;
        this.lockFile = lockFile;
    }

    /** Opens for a run: alone on a SQLite file, the schema brought up to date. */
    static Database openAlone(LedgerSettings settings) {
        FileChannel lock = settings.file().map(SqliteFile::lock).orElse(null);
        try {
            return new Database(migrated(settings), lock, !settings.sqlite(), !settings.sqlite());
        } catch (RuntimeException e) {
            SqliteFile.release(lock);
            throw e;
        }
    }

    /** Opens on a host's DataSource, which stays the host's to close. */
    static Database openOn(DataSource source, String name) {
        try (Connection connection = source.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            if (!product.equals("PostgreSQL")) {
                throw new Stop(
                        ExitCode.SETTINGS,
                        "ledger",
                        "ledger.data-source is '%s', which leads to %s: PostgreSQL is needed. Name another one, or set ledger.url"
                                .formatted(name, product));
            }
            migrate(source, false, HostConnections.SCHEMA);
        } catch (SQLException | FlywayException e) {
            throw unusable("behind ledger.data-source '%s'".formatted(name), e);
        }
        return new Database(new HostConnections(source), null, null, true, true);
    }

    /** Opens for a look or a small change, beside a run that may be under way. */
    static Database openBeside(LedgerSettings settings) {
        settings.file().ifPresent(SqliteFile::make);
        return new Database(migrated(settings), null, !settings.sqlite(), !settings.sqlite());
    }

    /** Opens without changing anything; where there is no file yet, an empty ledger in memory stands in for it. */
    static Database openToRead(LedgerSettings settings) {
        if (settings.file().filter(file -> !Files.exists(file)).isPresent()) {
            return new Database(migrated(LedgerSettings.inMemory()), null, false, false);
        }
        settings.file().ifPresent(SqliteFile::tighten);
        HikariDataSource pool = pool(settings, true);
        if (!settings.sqlite() && !hasLedger(pool)) {
            pool.close();
            return new Database(migrated(LedgerSettings.inMemory()), null, false, false);
        }
        if (isOfEarlierVersion(pool)) {
            // what an earlier version of the program left is brought up to date, what stands in it stays
            migrated(settings).close();
        }
        return new Database(pool, null, false, !settings.sqlite());
    }

    private static boolean isOfEarlierVersion(HikariDataSource pool) {
        try (Connection connection = pool.getConnection();
                PreparedStatement newest = connection.prepareStatement(
                        "SELECT COUNT(*) FROM " + SCHEMA_TABLE + " WHERE version = '" + NEWEST + "'");
                ResultSet rows = newest.executeQuery()) {
            return rows.next() && rows.getLong(1) == 0;
        } catch (SQLException e) {
            // no ledger, or a damaged one: whoever reads from it says so
            return false;
        }
    }

    /** No database at all. */
    static Database none() {
        return new Database(new HikariDataSource(), null, false, false);
    }

    private static boolean hasLedger(HikariDataSource pool) {
        try (Connection connection = pool.getConnection();
                ResultSet tables = connection.getMetaData().getTables(null, null, SCHEMA_TABLE, null)) {
            return tables.next();
        } catch (SQLException e) {
            throw new Stop(
                    ExitCode.UNEXPECTED,
                    "ledger",
                    "The ledger cannot be read: %s. %s"
                            .formatted(Insistence.message(e), Insistence.fix(Insistence.message(e))),
                    e);
        }
    }

    ConnectionFactory connections() {
        return connections;
    }

    /** Whether other processes may be at work on the same ledger. */
    boolean isShared() {
        return shared;
    }

    /** Whether it has a clock of its own, which all who use it can ask. */
    boolean isServer() {
        return server;
    }

    /** After somebody was erased: what was deleted must not stay behind in SQLite's write-ahead log. */
    void eraseTraces() {
        if (shared) {
            return;
        }
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet checkpoint = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            // while somebody reads the file SQLite answers "busy" in the row, without an error
            if (checkpoint.getInt("busy") != 0) {
                throw tracesRemain("another program is reading the file", null);
            }
        } catch (SQLException e) {
            throw tracesRemain(e.getMessage(), e);
        }
    }

    private static Stop tracesRemain(String why, SQLException e) {
        return new Stop(
                ExitCode.UNEXPECTED,
                "ledger",
                "The person is erased, but SQLite's write-ahead log could not be emptied: %s. Run forget again when nobody uses the ledger"
                        .formatted(why),
                e);
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
        SqliteFile.release(lockFile);
    }

    private static HikariDataSource migrated(LedgerSettings settings) {
        HikariDataSource pool = pool(settings, false);
        try {
            migrate(pool, settings.sqlite(), null);
            return pool;
        } catch (FlywayException e) {
            pool.close();
            throw unusable(settings, e);
        }
    }

    /** @param schema where the tables are, or null for the one that a connection is in */
    private static void migrate(DataSource source, boolean sqlite, String schema) {
        if (SchemaHistory.ends(source, schema == null ? SCHEMA_TABLE : schema + "." + SCHEMA_TABLE, NEWEST)) {
            return;
        }
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
                .locations("classpath:org/togglloxo/ledger/migration")
                .table(SCHEMA_TABLE)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    private static HikariDataSource pool(LedgerSettings settings, boolean readOnly) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("toggl-loxo-ledger");
        config.setJdbcUrl(settings.url());
        if (settings.sqlite()) {
            // one writer: with more connections SQLite answers SQLITE_BUSY in spite of a busy time-out
            config.setMaximumPoolSize(1);
            config.addDataSourceProperty("journal_mode", "WAL");
            config.addDataSourceProperty("synchronous", "FULL");
            // what is deleted is overwritten, so that forget leaves nothing behind
            config.addDataSourceProperty("secure_delete", "true");
            config.addDataSourceProperty("busy_timeout", Integer.toString(BUSY_MILLIS));
            config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
            if (readOnly) {
                // no property of the driver: as one it would be ignored without a word
                config.setConnectionInitSql("PRAGMA query_only = true");
                config.addDataSourceProperty("transaction_mode", "DEFERRED");
            }
        } else {
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
        }
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw unusable(settings, e);
        }
    }

    private static Stop unusable(LedgerSettings settings, Exception e) {
        return unusable(settings.file().map(Path::toString).orElse(JdbcUrls.shown(settings.url())), e);
    }

    private static Stop unusable(String where, Exception e) {
        String message = Insistence.message(e);
        return new Stop(
                ExitCode.UNEXPECTED,
                "ledger",
                "The ledger %s cannot be used: %s. %s".formatted(where, message, Insistence.fix(message)),
                e);
    }
}
