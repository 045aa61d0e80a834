package org.togglloxo.ledger.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** On PostgreSQL, whose driver keeps the statements that come again. */
class ServerSession extends Session {

    ServerSession(Connection connection) {
        super(connection);
    }

    @Override
    PreparedStatement prepare(String sql) throws SQLException {
        return connection().prepareStatement(sql);
    }

    @Override
    void used(String sql, PreparedStatement statement, boolean sound) throws SQLException {
        statement.close();
    }

    @Override
    void begin() throws SQLException {
        connection().setAutoCommit(false);
    }

    @Override
    void commit() throws SQLException {
        connection().commit();
        connection().setAutoCommit(true);
    }

    @Override
    void rollback() throws SQLException {
        connection().rollback();
        connection().setAutoCommit(true);
    }

    @Override
    public String forUpdate() {
        return " FOR UPDATE";
    }
}
