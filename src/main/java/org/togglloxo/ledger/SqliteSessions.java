package org.togglloxo.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections to one SQLite database, opened when they are needed first and kept until the end. */
final class SqliteSessions implements Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteSessions.class);

    private final Opener opener;
    private final int most;
    private final Semaphore free;
    // the one that was used last first: the pages it has read are the freshest
    private final Deque<Session> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    @FunctionalInterface
    interface Opener {
        Connection open() throws SQLException;
    }

    SqliteSessions(int most, Opener opener) {
        this.opener = opener;
        this.most = most;
        this.free = new Semaphore(most);
    }

    @Override
    public Session take() {
        free.acquireUninterruptibly();
        try {
            if (closed) {
                throw new SQLException("the ledger is closed");
            }
            Session session = idle.pollFirst();
            return session == null ? new SqliteSession(opener.open()) : session;
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
                session.connection().close();
            } catch (SQLException e) {
                LOG.debug("a connection to the ledger could not be closed", e);
            }
        }
        free.release(most);
    }
}
