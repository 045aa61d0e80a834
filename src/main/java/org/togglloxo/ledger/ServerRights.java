package org.togglloxo.ledger;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.togglloxo.ledger.sql.LedgerSettings;

/** What the user of a ledger on PostgreSQL may do there. */
public final class ServerRights {

    private static final String OURS = "SELECT to_regclass('toggl_loxo_schema') IS NOT NULL";
    private static final String READ_ONLY = "SELECT min(tablename) FROM pg_tables WHERE schemaname = current_schema()"
            + " AND tablename IN ('candidate', 'run', 'history', 'person_address', 'toggl_loxo_schema')"
            + " AND NOT has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), 'INSERT')";
    private static final String FOREIGN =
            "SELECT min(tablename) FROM pg_tables WHERE schemaname = current_schema() AND tablename IN ('candidate', 'run', 'history')";
    private static final String MAY_CREATE =
            "SELECT CASE WHEN has_schema_privilege(current_schema(), 'CREATE') THEN NULL ELSE current_schema() END";

    private ServerRights() {}

    /**
     * What a first or further run would be refused, with what to do.
     *
     * @return empty where nothing is lacking
     * @throws SQLException when the database does not answer
     */
    public static Optional<String> lacking(LedgerSettings settings) throws SQLException {
        try (Connection database = DriverManager.getConnection(settings.url(), settings.user(), settings.password())) {
            if (first(database, OURS).filter("t"::equals).isPresent()) {
                return first(database, READ_ONLY)
                        .map(table ->
                                "ledger.user '%s' may read the table %s and not write it. Grant it all rights on the ledger's tables, or name another user"
                                        .formatted(settings.user(), table));
            }
            Optional<String> foreign = first(database, FOREIGN)
                    .map(table ->
                            "the database holds a table %s of another program. Name an empty database in ledger.url"
                                    .formatted(table));
            return foreign.isPresent()
                    ? foreign
                    : first(database, MAY_CREATE)
                            .map(schema ->
                                    "ledger.user '%s' may not make tables in the schema %s, as the first run does. Grant it CREATE there, or name another user"
                                            .formatted(settings.user(), schema));
        }
    }

    private static Optional<String> first(Connection database, String query) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        }
    }
}
