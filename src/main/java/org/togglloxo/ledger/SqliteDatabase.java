package org.togglloxo.ledger;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** How connections to a SQLite database are opened: one that writes, and others that read beside it. */
final class SqliteDatabase {

    private static final int BUSY_MILLIS = 10_000;
    private static final int READERS = 4;
    private static final int WRITER_KIB = 32 << 10;
    private static final int READER_KIB = 2 << 10;
    private static final int CHECKPOINT_PAGES = 4_000;

    private SqliteDatabase() {}

    /** The one that writes: with more of them SQLite answers SQLITE_BUSY in spite of a busy time-out. */
    static Sessions toWrite(LedgerSettings settings) {
        Properties pragmas = pragmas(WRITER_KIB);
        pragmas.setProperty("transaction_mode", "IMMEDIATE");
        pragmas.setProperty("wal_autocheckpoint", Integer.toString(CHECKPOINT_PAGES));
        return new SqliteSessions(1, () -> DriverManager.getConnection(settings.url(), pragmas));
    }

    /** Several that see what is committed, and do not wait for the one that writes. */
    static Sessions toRead(LedgerSettings settings) {
        Properties pragmas = pragmas(READER_KIB);
        return new SqliteSessions(READERS, () -> {
            Connection connection = DriverManager.getConnection(settings.url(), pragmas);
            // no property of the driver: as one it would be ignored without a word
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA query_only = true");
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        });
    }

    /** What the URL says of a pragma counts more. */
    private static Properties pragmas(int cacheKib) {
        Properties pragmas = new Properties();
        pragmas.setProperty("journal_mode", "WAL");
        pragmas.setProperty("synchronous", "FULL");
        // what is deleted is overwritten, so that forget leaves nothing behind
        pragmas.setProperty("secure_delete", "true");
        pragmas.setProperty("busy_timeout", Integer.toString(BUSY_MILLIS));
        pragmas.setProperty("temp_store", "MEMORY");
        pragmas.setProperty("cache_size", Integer.toString(-cacheKib));
        // or else the driver asks for the last row's number after each insert
        pragmas.setProperty("jdbc.get_generated_keys", "false");
        return pragmas;
    }

    /** Whether it is gone with its only connection. */
    static boolean isInMemory(Session session) {
        return session.first("SELECT file FROM pragma_database_list WHERE name = 'main'", row -> row.getString(1))
                .filter(file -> !file.isEmpty())
                .isEmpty();
    }
}
