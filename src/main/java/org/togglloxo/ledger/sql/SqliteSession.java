package org.togglloxo.ledger.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** On SQLite: statements are kept prepared, since preparing one costs more than what most of them do. */
final class SqliteSession extends Session {

    private static final int KEPT = 100;

    /** The one that was used last is the last. */
    private final Map<String, PreparedStatement> kept = new LinkedHashMap<>(KEPT, 0.75f, true);

    SqliteSession(Connection connection) {
        super(connection);
    }

    /** Or else the driver would try to begin and commit after each statement. */
    private void takeTransactionsOver() throws SQLException {
        if (connection().getAutoCommit()) {
            connection().setAutoCommit(false);
            // the driver has begun one
            rollback();
        }
    }

    @Override
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement prepared = kept.get(sql);
        if (prepared == null) {
            takeTransactionsOver();
            prepared = connection().prepareStatement(sql);
            if (kept.size() == KEPT) {
                String oldest = kept.keySet().iterator().next();
                kept.remove(oldest).close();
            }
            kept.put(sql, prepared);
        }
        return prepared;
    }

    @Override
    void used(String sql, PreparedStatement statement, boolean sound) throws SQLException {
        if (!sound) {
            kept.remove(sql, statement);
            statement.close();
        }
    }

    @Override
    void begin() {
        update("BEGIN IMMEDIATE");
    }

    @Override
    void commit() {
        update("COMMIT");
    }

    @Override
    void rollback() {
        update("ROLLBACK");
    }

    @Override
    public String forUpdate() {
        // whoever writes has the whole file
        return "";
    }
}
