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
import java.util.zip.CRC32;
import javax.sql.DataSource;

/**
 * What Flyway has noted of the schema, read without it: to load Flyway takes as long as all else at the opening of a ledger,
 * and as a rule there is nothing to do. Whatever is not as it should be is left for Flyway to judge.
 */
final class SchemaHistory {

    private static final String SELECT = "SELECT version, script, checksum, success FROM ";

    private SchemaHistory() {}

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
                if (!rows.getBoolean("success") || !isAsItWasRun(rows)) {
                    return false;
                }
                found |= newest.equals(rows.getString("version"));
            }
        } catch (SQLException | IOException e) {
            return false;
        }
        return found;
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
