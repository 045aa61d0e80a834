package org.togglloxo.ledger.sql;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;

/** All rows of one database into another one of the same schema, which has none: all of them or none. */
public final class DatabaseCopy {

    private static final int AT_ONCE = 500;

    private DatabaseCopy() {}

    /**
     * Copies; the schema of both is brought up to date before.
     *
     * @return how many rows each table has in both
     * @throws Stop where the target has rows, or somebody is at work on one of them
     */
    public static Map<String, Long> copy(LedgerSettings here, LedgerSettings there) {
        try (Database source = Database.openAlone(here);
                Database target = target(there)) {
            return read(source, from -> target.writers()
                    .with(write -> write.inTransaction(to -> {
                        try {
                            return copy(from, to);
                        } catch (SQLException e) {
                            throw new SqlFailure(e);
                        }
                    })));
        } catch (SqlFailure e) {
            throw new Stop(
                    Reason.LEDGER, "The ledger was not copied: %s".formatted(DatabaseRetry.messageAndFixOfCopy(e)), e);
        }
    }

    private static Database target(LedgerSettings there) {
        try {
            return Database.openAlone(there);
        } catch (Stop e) {
            throw new Stop(e.exitCode(), Reason.LEDGER, DatabaseRetry.ofCopy(e.message()), e);
        }
    }

    /** PostgreSQL's driver reads in portions in a transaction alone, and holds all rows of a table else; this one sees one moment. */
    private static <T> T read(Database source, Function<Session, T> work) {
        return source.readers().with(session -> {
            if (!source.server()) {
                return work.apply(session);
            }
            return session.inTransaction(inOne -> {
                inOne.update("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
                return work.apply(inOne);
            });
        });
    }

    private static Map<String, Long> copy(Session from, Session to) throws SQLException {
        requireNoRun(from);
        SortedSet<String> tables = tables(from.connection());
        for (String table : tables) {
            if (rows(to, table) > 0) {
                throw refused(
                        "The target holds a ledger already (%s has rows), and nothing is added to it. Name an empty database"
                                .formatted(table));
            }
        }
        Map<String, Long> copied = new TreeMap<>();
        for (String table : tables) {
            copy(from.connection(), to.connection(), table);
            long there = rows(to, table);
            if (there != rows(from, table)) {
                throw new Stop(
                        Reason.LEDGER,
                        "%s has %d rows, and %d of them are in the copy: nothing was copied. Try again while nobody is at work on the ledger"
                                .formatted(table, rows(from, table), there));
            }
            copied.put(table, there);
        }
        return copied;
    }

    /** A file is locked while a run is under way; a server does not tell who is at work. */
    private static void requireNoRun(Session from) {
        long open = from.first("SELECT COUNT(*) FROM run WHERE ended_at IS NULL", row -> row.getLong(1))
                .orElse(0L);
        if (open > 0 && !(from instanceof SqliteSession)) {
            throw refused(
                    "A run is under way on the ledger, or its process ended in the middle: nothing was copied. Wait for its end; where its process is gone, a run that begins a day later (sync --once) ends it");
        }
    }

    private static SortedSet<String> tables(Connection connection) throws SQLException {
        SortedSet<String> tables = new TreeSet<>();
        DatabaseMetaData about = connection.getMetaData();
        try (ResultSet rows = about.getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        // what Flyway, Quartz and SQLite keep for themselves
        tables.removeIf(
                table -> table.equals("toggl_loxo_schema") || table.startsWith("qrtz_") || table.startsWith("sqlite_"));
        return tables;
    }

    private static long rows(Session session, String table) {
        return session.first("SELECT COUNT(*) FROM " + table, row -> row.getLong(1))
                .orElse(0L);
    }

    private static void copy(Connection from, Connection to, String table) throws SQLException {
        try (PreparedStatement select = from.prepareStatement("SELECT * FROM " + table)) {
            select.setFetchSize(AT_ONCE);
            try (ResultSet rows = select.executeQuery()) {
                int columns = rows.getMetaData().getColumnCount();
                StringJoiner names = new StringJoiner(", ");
                for (int column = 1; column <= columns; column++) {
                    names.add(rows.getMetaData().getColumnName(column));
                }
                String sql = "INSERT INTO %s (%s) VALUES (%s)".formatted(table, names, "?, ".repeat(columns - 1) + "?");
                try (PreparedStatement insert = to.prepareStatement(sql)) {
                    insert(rows, columns, insert);
                }
            }
        }
    }

    private static void insert(ResultSet rows, int columns, PreparedStatement insert) throws SQLException {
        int waiting = 0;
        while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
                insert.setObject(column, rows.getObject(column));
            }
            insert.addBatch();
            if (++waiting == AT_ONCE) {
                insert.executeBatch();
                waiting = 0;
            }
        }
        insert.executeBatch();
    }

    private static Stop refused(String message) {
        return new Stop(ExitCode.SETTINGS, Reason.LEDGER, message, null);
    }
}
