package org.togglloxo.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Stop;

/** The connections to the ledger's database, its schema, and the lock that keeps a second process off a SQLite file. */
final class Database implements AutoCloseable {

    private static final int POSTGRESQL_CONNECTIONS = 16;
    private static final int BUSY_MILLIS = 10_000;

    private final HikariDataSource pool;
    private final FileChannel lockFile;

    private Database(HikariDataSource pool, FileChannel lockFile) {
        this.pool = pool;
        this.lockFile = lockFile;
    }

    /** Opens for a run: alone on a SQLite file, the schema brought up to date. */
    static Database openAlone(LedgerSettings settings) {
        FileChannel lock = settings.file().map(Database::lock).orElse(null);
        try {
            return new Database(migrated(settings), lock);
        } catch (RuntimeException e) {
            closeQuietly(lock);
            throw e;
        }
    }

    /** Opens for a look or a small change, beside a run that may be under way. */
    static Database openBeside(LedgerSettings settings) {
        settings.file().ifPresent(Database::makeFolder);
        return new Database(migrated(settings), null);
    }

    /** Opens without changing anything; where there is no file yet, an empty ledger in memory stands in for it. */
    static Database openToRead(LedgerSettings settings) {
        if (settings.file().filter(file -> !Files.exists(file)).isPresent()) {
            return new Database(migrated(LedgerSettings.inMemory()), null);
        }
        return new Database(pool(settings, true), null);
    }

    DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
        closeQuietly(lockFile);
    }

    private static HikariDataSource migrated(LedgerSettings settings) {
        HikariDataSource pool = pool(settings, false);
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:org/togglloxo/ledger/migration")
                    .table("toggl_loxo_schema")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
            return pool;
        } catch (FlywayException e) {
            pool.close();
            throw unusable(settings, e);
        }
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
            config.addDataSourceProperty("busy_timeout", Integer.toString(BUSY_MILLIS));
            config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
            if (readOnly) {
                config.addDataSourceProperty("query_only", "true");
                config.addDataSourceProperty("transaction_mode", "DEFERRED");
            }
        } else {
            config.setUsername(settings.user());
            config.setPassword(settings.password());
            config.setMaximumPoolSize(POSTGRESQL_CONNECTIONS);
            config.setMinimumIdle(1);
            config.setReadOnly(readOnly);
        }
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw unusable(settings, e);
        }
    }

    private static FileChannel lock(Path file) {
        makeFolder(file);
        Path lock = Path.of(file + ".lock");
        FileChannel channel = null;
        try {
            channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very process: the same answer as for another one
        } catch (IOException e) {
            closeQuietly(channel);
            throw new Stop(
                    ExitCode.UNEXPECTED,
                    "ledger",
                    "The ledger's lock file %s cannot be opened: %s. Make the folder writable or set ledger.url"
                            .formatted(lock, e.getMessage()),
                    e);
        }
        closeQuietly(channel);
        throw new Stop(
                ExitCode.SETTINGS,
                "ledger-in-use",
                "Another process is using the ledger %s. Stop it, give this one a ledger of its own (ledger.url), or share one on PostgreSQL"
                        .formatted(file));
    }

    private static void makeFolder(Path file) {
        try {
            Files.createDirectories(
                    Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(".")));
        } catch (IOException e) {
            throw new Stop(
                    ExitCode.UNEXPECTED,
                    "ledger",
                    "The folder of the ledger %s cannot be made: %s. Make its parent writable or set ledger.url"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static Stop unusable(LedgerSettings settings, Exception e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String where = settings.file().map(Path::toString).orElse(settings.url().replaceFirst("\\?.*$", ""));
        return new Stop(
                ExitCode.UNEXPECTED,
                "ledger",
                "The ledger %s cannot be used: %s. Check ledger.url and that the database is there and writable"
                        .formatted(where, String.valueOf(root.getMessage()).strip()),
                e);
    }

    private static void closeQuietly(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // the lock goes with the process at the latest
            }
        }
    }
}
