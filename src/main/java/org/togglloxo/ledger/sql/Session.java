package org.togglloxo.ledger.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.togglloxo.settings.Scope;

/** A connection to the ledger's database, used by one thread at a time. Whatever fails with it is a {@link SqlFailure}. */
public abstract class Session {

    private static final Pattern PLACE = Pattern.compile("[?]|:workspace\\b|:agency\\b");

    /** Statements are few, and each is used again and again. */
    private final Map<String, Places> known = new HashMap<>();

    private final Connection connection;
    private Scope scope = Scope.ONLY;

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

    /** What it is about now. */
    public Scope scope() {
        return scope;
    }

    /** Work that is about this workspace and agency. */
    public <T> T in(Scope wanted, Function<Session, T> work) {
        Scope before = scope;
        scope = wanted;
        try {
            return work.apply(this);
        } finally {
            scope = before;
        }
    }

    /**
     * @param sql with {@code :workspace} and {@code :agency} for those of {@link #scope}, and a question mark for each value
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
            Places places = known.computeIfAbsent(sql, Places::of);
            PreparedStatement statement = prepare(places.sql());
            boolean sound = false;
            try {
                bind(statement, places, values);
                T result = use.of(statement);
                sound = true;
                return result;
            } finally {
                used(places.sql(), statement, sound);
            }
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    public static Long longOrNull(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /**
     * A statement as the database takes it.
     *
     * @param names what stands at each place: a question mark for the next value
     */
    private record Places(String sql, List<String> names) {

        static Places of(String sql) {
            Matcher places = PLACE.matcher(sql);
            List<String> names = places.results().map(MatchResult::group).toList();
            return new Places(places.replaceAll("?"), names);
        }
    }

    private void bind(PreparedStatement statement, Places places, Object... values) throws SQLException {
        List<Object> all = new ArrayList<>(values.length);
        for (Object value : values) {
            if (value instanceof InList list) {
                all.addAll(list.values());
            } else {
                all.add(value);
            }
        }
        Iterator<Object> rest = all.iterator();
        int position = 0;
        for (String name : places.names()) {
            statement.setObject(
                    ++position,
                    switch (name) {
                        case ":workspace" -> scope.workspace();
                        case ":agency" -> scope.agency();
                        default -> rest.next();
                    });
        }
        if (rest.hasNext()) {
            throw new IllegalArgumentException("more values than places for them: " + places.sql());
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
