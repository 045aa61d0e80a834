package org.togglloxo.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections of a host's DataSource: while they are in use here they are in a schema of our own and commit each statement by
 * itself; the host gets them back as they were.
 */
final class HostConnections implements ServerSessions.Source {

    /** Where our tables are in a host's database. */
    static final String SCHEMA = "toggl_loxo";

    private static final Logger LOG = LoggerFactory.getLogger(HostConnections.class);

    private final DataSource source;
    private final Map<Connection, State> lent = new ConcurrentHashMap<>();

    private record State(String schema, boolean autoCommit) {}

    HostConnections(DataSource source) {
        this.source = source;
    }

    @Override
    public Connection open() throws SQLException {
        Connection connection = source.getConnection();
        try {
            State before = new State(connection.getSchema(), connection.getAutoCommit());
            connection.setAutoCommit(true);
            connection.setSchema(SCHEMA);
            lent.put(connection, before);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void close(Connection connection) throws SQLException {
        State before = lent.remove(connection);
        try (connection) {
            connection.setSchema(before.schema());
            connection.setAutoCommit(before.autoCommit());
        } catch (SQLException e) {
            LOG.debug("a connection broke while it was in use; its pool throws it away", e);
        }
    }
}
