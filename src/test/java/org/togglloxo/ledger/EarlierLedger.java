package org.togglloxo.ledger;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A ledger of today in a SQLite file, as versions before left theirs. Whoever adds a migration takes it back here. */
public final class EarlierLedger {

    private EarlierLedger() {}

    /** Before there were workspaces and agencies. */
    public static void ofVersion6(String url) throws SQLException {
        try (Connection file = DriverManager.getConnection(url);
                Statement statement = file.createStatement()) {
            for (String table : List.of(
                    "agency",
                    "workspace_opening",
                    "rules",
                    "people_index",
                    "people_walk",
                    "audit",
                    "alert_memory",
                    "node",
                    "shared_run",
                    "run_candidate",
                    "run_part",
                    "pace_share")) {
                statement.execute("DROP TABLE " + table);
            }
            statement.execute("ALTER TABLE history DROP COLUMN workspace");
            statement.execute("ALTER TABLE run DROP COLUMN workspace");
            statement.execute("CREATE TABLE create_sent (toggl_id TEXT, address_hash TEXT, sent_at INTEGER)");
            statement.execute("CREATE INDEX candidate_by_outcome ON candidate (outcome)");
            for (String index : List.of(
                    "candidate_by_opening",
                    "candidate_by_reason",
                    "candidate_to_attend",
                    "candidate_gone",
                    "history_by_time")) {
                statement.execute("DROP INDEX " + index);
            }
            statement.execute("ALTER TABLE candidate DROP COLUMN opening");
            statement.execute("ALTER TABLE candidate DROP COLUMN gone_since");
            statement.execute("ALTER TABLE candidate DROP COLUMN sent_at");
            statement.execute("ALTER TABLE candidate DROP COLUMN sent_to");
            statement.execute("DELETE FROM toggl_loxo_schema WHERE CAST(version AS INTEGER) > 6");
        }
    }

    /** The first one. */
    static void ofVersion1(String url) throws SQLException {
        ofVersion6(url);
        try (Connection file = DriverManager.getConnection(url);
                Statement statement = file.createStatement()) {
            for (String table : List.of("create_sent", "posting", "remark", "mark", "refused_edit")) {
                statement.execute("DROP TABLE " + table);
            }
            statement.execute("DROP INDEX candidate_by_waits");
            for (String column : List.of("waits", "again_after")) {
                statement.execute("ALTER TABLE candidate DROP COLUMN " + column);
            }
            for (String column : List.of("applications", "events")) {
                statement.execute("ALTER TABLE run DROP COLUMN " + column);
            }
            statement.execute("DELETE FROM toggl_loxo_schema WHERE version <> '1'");
        }
    }
}
