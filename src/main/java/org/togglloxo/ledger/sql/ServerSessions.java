package org.togglloxo.ledger.sql;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to PostgreSQL, which waits for one by itself where all are lent.
 *
 * @param end closes what they come from
 */
record ServerSessions(Opener opener, Runnable end) implements Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(ServerSessions.class);

    @Override
    public Session take() {
        try {
            return opener.open();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    @Override
    public void giveBack(Session session) {
        try {
            session.close();
        } catch (SQLException e) {
            LOG.debug("a connection broke while it was in use; its pool throws it away", e);
        }
    }

    @Override
    public void close() {
        end.run();
    }
}
