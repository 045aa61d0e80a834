package org.togglloxo.ledger.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;

/**
 * What Flyway has noted of the schema, read without it: to load Flyway takes as long as all else at the opening of a ledger,
 * and as a rule there is nothing to do. Whatever is not as it should be is left for Flyway to judge.
 */
final class SchemaHistory {

    private static final String SELECT = "SELECT version, script, checksum, success FROM ";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private SchemaHistory() {}

    /**
     * Flyway goes on with tables of which it knows only the beginning; what this program would write there may be wrong by now.
     *
     * @param table with its schema, where it is not in that of the connection
     * @throws Stop when a later version of this program has changed the tables
     */
    static void refuseLater(DataSource source, String table, String newest) {
        try (Connection connection = source.getConnection()) {
            refuseLater(connection, table, newest);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /** The same over a connection that is there. */
    static void refuseLater(Connection connection, String table, String newest) {
        int latest = 0;
        try (PreparedStatement select = connection.prepareStatement("SELECT version FROM " + table);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                latest = Math.max(latest, number(rows.getString(1)));
            }
        } catch (SQLException e) {
            // no ledger yet, or a damaged one: whoever uses it says so
            return;
        }
        if (latest > number(newest)) {
            throw new Stop(
                    ExitCode.SETTINGS,
                    Reason.LEDGER,
                    ("The ledger was used by a later version of this program: its tables are of version %d, and this one knows them up"
                                    + " to %s. Nothing was changed. Use the later version, or set ledger.url to a copy from before it")
                            .formatted(latest, newest),
                    null);
        }
    }

    /**
     * Whether the newest migration has been made, none has failed, and every script is still the one that was run.
     *
     * @param table with its schema, where it is not in that of the connection
     */
    static boolean ends(DataSource source, String table, String newest) {
        boolean found = false;
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT + table);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                boolean later = number(rows.getString("version")) > number(newest);
                if (later || !rows.getBoolean("success") || !isAsItWasRun(rows)) {
                    return false;
                }
                found |= newest.equals(rows.getString("version"));
            }
        } catch (SQLException | IOException e) {
            return false;
        }
        return found;
    }

    private static int number(String version) {
        return version != null && NUMBER.matcher(version).matches() ? Integer.parseInt(version) : 0;
    }

    private static boolean isAsItWasRun(ResultSet row) throws SQLException, IOException {
        Object noted = row.getObject("checksum");
        // migrations written in Java have none
        return noted == null || Objects.equals(checksum(row.getString("script")), row.getInt("checksum"));
    }

    /** As Flyway takes it: over the lines without their ends; null where there is no such script. */
    private static Integer checksum(String script) throws IOException {
        try (InputStream in = SchemaHistory.class.getResourceAsStream("migration/" + script)) {
            if (in == null) {
                return null;
            }
            CRC32 sum = new CRC32();
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .forEach(line -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
            return (int) sum.getValue();
        }
    }
}
