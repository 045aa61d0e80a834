package org.togglloxo.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Assumptions;
import org.togglloxo.ledger.sql.Database;
import org.togglloxo.ledger.sql.LedgerSettings;

/**
 * New ledgers on either database, and a look behind them. Their schema is copied from one that was migrated: Flyway takes
 * longer than most tests. One PostgreSQL serves all tests of a JVM and ends with it.
 */
public final class LedgerDatabases {

    static final Duration LOCK_TIMEOUT = Duration.ofMillis(300);
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long MEMORY_NEEDED = 4L << 30;

    private LedgerDatabases() {}

    /**
     * Up to date, with nothing in it.
     *
     * @param database {@code sqlite} or {@code postgresql}
     */
    public static LedgerSettings fresh(String database, Path folder) {
        return database.equals("sqlite") ? fresh(sqlite(folder.resolve("ledger.db"))) : postgres();
    }

    /** The same without a schema: for those who try how it comes to be. */
    public static LedgerSettings empty(String database, Path folder) {
        return database.equals("sqlite") ? sqlite(folder.resolve("ledger.db")) : emptyPostgres();
    }

    /** Spares a SQLite file that is not there yet its migrations. */
    public static LedgerSettings fresh(LedgerSettings settings) {
        settings.file().filter(file -> !Files.exists(file)).ifPresent(file -> {
            try {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.write(file, SqliteTemplate.FILE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return settings;
    }

    static LedgerSettings sqlite(Path file) {
        return new LedgerSettings("jdbc:sqlite:" + file, "", "", 1, LOCK_TIMEOUT, "");
    }

    /** Left out with {@code -Dledger.sqlite-alone=true}, where every test is run many times by itself. */
    public static LedgerSettings postgres() {
        Assumptions.assumeFalse(Boolean.getBoolean("ledger.sqlite-alone"));
        return Postgres.create(" TEMPLATE " + PostgresTemplate.NAME);
    }

    public static LedgerSettings emptyPostgres() {
        Assumptions.assumeFalse(Boolean.getBoolean("ledger.sqlite-alone"));
        return Postgres.create("");
    }

    /**
     * A server of its own. Its files are in memory where there is room: a new database is some three hundred files, which takes
     * a disk twenty times as long.
     */
    public static EmbeddedPostgres startPostgres() {
        try {
            EmbeddedPostgres.Builder server = EmbeddedPostgres.builder();
            if (Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > MEMORY_NEEDED) {
                server.setDataDirectory(Files.createTempDirectory(MEMORY, "postgres"));
            }
            return server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private static final class SqliteTemplate {

        private static final byte[] FILE = make();

        private static byte[] make() {
            try {
                Path folder = Files.createTempDirectory("ledger");
                Path file = folder.resolve("template.db");
                Database.openAlone(sqlite(file)).close();
                byte[] made = Files.readAllBytes(file);
                Files.delete(file);
                Files.deleteIfExists(folder.resolve("template.db.lock"));
                Files.delete(folder);
                return made;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Postgres {

        private static final EmbeddedPostgres SERVER = startPostgres();

        static LedgerSettings create(String like) {
            String name = "l" + UUID.randomUUID().toString().replace("-", "");
            Jdbi.create(SERVER.getPostgresDatabase())
                    .useHandle(handle -> handle.execute("CREATE DATABASE " + name + like));
            return new LedgerSettings(
                    SERVER.getJdbcUrl("postgres", name), "postgres", "postgres", 12, LOCK_TIMEOUT, "");
        }
    }

    private static final class PostgresTemplate {

        private static final String NAME = make();

        private static String make() {
            LedgerSettings empty = Postgres.create("");
            Database.openAlone(empty).close();
            return empty.url().replaceAll(".*/|\\?.*", "");
        }
    }
}
