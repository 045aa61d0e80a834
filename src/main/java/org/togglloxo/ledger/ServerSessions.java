package org.togglloxo.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections to PostgreSQL, out of a pool of ours or of a host's. */
final class ServerSessions implements Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(ServerSessions.class);

    private final Source source;

    /** Where they come from and go to. */
    @FunctionalInterface
    interface Source {
        Connection open() throws SQLException;

        default void close(Connection connection) throws SQLException {
            connection.close();
        }

        /** The pool itself; a host's stays open. */
        default void close() {}
    }

    ServerSessions(Source source) {
        this.source = source;
    }

    @Override
    public Session take() {
        try {
            return new ServerSession(source.open());
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    @Override
    public void giveBack(Session session) {
        try {
            source.close(session.connection());
        } catch (SQLException e) {
            LOG.debug("a connection broke while it was in use; its pool throws it away", e);
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
