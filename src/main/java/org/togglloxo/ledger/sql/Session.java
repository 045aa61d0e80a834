package org.togglloxo.ledger.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A connection to the ledger's database, used by one thread at a time. Whatever fails with it is a {@link SqlFailure}. */
public abstract class Session {

    private final Connection connection;

    Session(Connection connection) {
        this.connection = connection;
    }

    /** What a row says. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    /** Something that is done to a connection. */
    @FunctionalInterface
    interface Step {
        void take() throws SQLException;
    }

    Connection connection() {
        return connection;
    }

    void close() throws SQLException {
        connection.close();
    }

    /**
     * @param values an {@link InList} stands for as many as it has
     * @return how many rows there were
     */
    public int update(String sql, Object... values) {
        return run(sql, PreparedStatement::executeUpdate, values);
    }

    public <T> List<T> list(String sql, Row<T> row, Object... values) {
        return run(
                sql,
                statement -> {
                    List<T> found = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.add(row.read(rows));
                        }
                    }
                    return found;
                },
                values);
    }

    /** The first column of each row. */
    public List<String> strings(String sql, Object... values) {
        return list(sql, row -> row.getString(1), values);
    }

    public <T> Optional<T> first(String sql, Row<T> row, Object... values) {
        return list(sql, row, values).stream().findFirst();
    }

    private <T> T run(String sql, Use<T> use, Object... values) {
        try {
            PreparedStatement statement = prepare(sql);
            boolean sound = false;
            try {
                bind(statement, values);
                T result = use.of(statement);
                sound = true;
                return result;
            } finally {
                used(sql, statement, sound);
            }
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    public static Long longOrNull(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        int position = 0;
        for (Object value : values) {
            if (value instanceof InList list) {
                for (Object one : list.values()) {
                    statement.setObject(++position, one);
                }
            } else {
                statement.setObject(++position, value);
            }
        }
    }

    /** All of it or nothing. */
    <T> T inTransaction(Function<Session, T> work) {
        step(this::begin);
        try {
            T result = work.apply(this);
            step(this::commit);
            return result;
        } catch (RuntimeException | Error e) {
            try {
                rollback();
            } catch (SQLException | SqlFailure rollback) {
                // the database has rolled back by itself, or the connection is gone and the transaction with it
                e.addSuppressed(rollback);
            }
            throw e;
        }
    }

    static void step(Step step) {
        try {
            step.take();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    abstract PreparedStatement prepare(String sql) throws SQLException;

    /** @param sound whether it did what it was to do */
    abstract void used(String sql, PreparedStatement statement, boolean sound) throws SQLException;

    abstract void begin() throws SQLException;

    abstract void commit() throws SQLException;

    abstract void rollback() throws SQLException;

    /** What a SELECT ends with so that no one else changes its rows before this transaction ends. */
    public abstract String forUpdate();
}
