package org.togglloxo.ledger.sql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * With a connection of a host's DataSource: while it is in use here it is in a schema of our own and commits each statement by
 * itself; the host gets it back as it was.
 */
public final class HostSession extends ServerSession {

    /** Where our tables are in a host's database. */
    public static final String SCHEMA = "toggl_loxo";

    private final String schemaBefore;
    private final boolean autoCommitBefore;

    private HostSession(Connection connection) throws SQLException {
        super(connection);
        schemaBefore = connection.getSchema();
        autoCommitBefore = connection.getAutoCommit();
        connection.setAutoCommit(true);
        connection.setSchema(SCHEMA);
    }

    static Session of(DataSource source) throws SQLException {
        Connection connection = source.getConnection();
        try {
            return new HostSession(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    void close() throws SQLException {
        try (Connection connection = connection()) {
            connection.setSchema(schemaBefore);
            connection.setAutoCommit(autoCommitBefore);
        }
    }
}
