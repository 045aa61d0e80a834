package org.togglloxo.ledger.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections to one SQLite database, opened when they are needed first and kept until the end. */
final class SqliteSessions implements Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteSessions.class);
    private static final int BUSY_MILLIS = 10_000;
    private static final int READERS = 4;
    private static final int WRITER_KIB = 20 << 10;
    private static final int READER_KIB = 2 << 10;
    private static final int CHECKPOINT_PAGES = 4_000;

    private final Opener opener;
    private final int most;
    private final Semaphore free;
    // the one that was used last first: the pages it has read are the freshest
    private final Deque<Session> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    private SqliteSessions(int most, Opener opener) {
        this.opener = opener;
        this.most = most;
        this.free = new Semaphore(most);
    }

    /** The one that writes: with more of them SQLite answers SQLITE_BUSY in spite of a busy time-out. */
    static Sessions toWrite(LedgerSettings settings) {
        Properties pragmas = pragmas(WRITER_KIB);
        pragmas.setProperty("transaction_mode", "IMMEDIATE");
        pragmas.setProperty("wal_autocheckpoint", Integer.toString(CHECKPOINT_PAGES));
        return new SqliteSessions(1, () -> new SqliteSession(DriverManager.getConnection(settings.url(), pragmas)));
    }

    /** Several that see what is committed, and do not wait for the one that writes. */
    static Sessions toRead(LedgerSettings settings) {
        Properties pragmas = pragmas(READER_KIB);
        return new SqliteSessions(READERS, () -> {
            Connection connection = DriverManager.getConnection(settings.url(), pragmas);
            // no property of the driver: as one it would be ignored without a word
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA query_only = true");
                return new SqliteSession(connection);
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

    @Override
    public Session take() {
        free.acquireUninterruptibly();
        try {
            if (closed) {
                throw new SQLException("the ledger is closed");
            }
            Session session = idle.pollFirst();
            return session == null ? opener.open() : session;
        } catch (SQLException e) {
            free.release();
            throw new SqlFailure(e);
        } catch (RuntimeException | Error e) {
            free.release();
            throw e;
        }
    }

    @Override
    public void giveBack(Session session) {
        idle.addFirst(session);
        free.release();
    }

    /** Waits for those that are lent. */
    @Override
    public void close() {
        closed = true;
        free.acquireUninterruptibly(most);
        for (Session session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
            try {
                session.close();
            } catch (SQLException e) {
                LOG.debug("a connection to the ledger could not be closed", e);
            }
        }
        free.release(most);
    }
}
