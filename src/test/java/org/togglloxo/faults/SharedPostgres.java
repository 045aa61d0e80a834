package org.togglloxo.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.togglloxo.cli.Program;
import org.togglloxo.ledger.LedgerDatabases;

/** A real PostgreSQL; each test gets a database of its own. */
public final class SharedPostgres implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final Map<String, Jdbi> asked = new ConcurrentHashMap<>();
    private int databases;

    private SharedPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    public static SharedPostgres start() {
        return new SharedPostgres(LedgerDatabases.startPostgres());
    }

    public int port() {
        return server.getPort();
    }

    /** Makes an empty one; returns its name. */
    public String newDatabase() {
        String name = "ledger" + ++databases;
        Jdbi.create(server.getPostgresDatabase()).useHandle(handle -> handle.execute("CREATE DATABASE " + name));
        return name;
    }

    /** A program whose ledger is that database. */
    public Program ledgerOf(Program program, String database) {
        return ledgerOf(program, database, port());
    }

    public Program ledgerOf(Program program, String database, int port) {
        return program.with("LEDGER_URL", "jdbc:postgresql://127.0.0.1:" + port + "/" + database)
                .with("LEDGER_USER", "postgres")
                .with("LEDGER_PASSWORD", "postgres");
    }

    /** By one connection, since the database starts a process for each and tests ask again and again. */
    public Jdbi jdbi(String database) {
        return asked.computeIfAbsent(database, this::connect);
    }

    private Jdbi connect(String database) {
        try {
            return Jdbi.create(server.getDatabase("postgres", database).getConnection());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What ended runs the ledger holds, the first begun first. */
    public List<Span> runs(String database) {
        return jdbi(database).withHandle(handle -> handle.createQuery(
                        "SELECT id, started_at, COALESCE(ended_at, 0) AS ended_at FROM run ORDER BY started_at, id")
                .map((row, context) -> new Span(row.getLong("id"), row.getLong("started_at"), row.getLong("ended_at")))
                .list());
    }

    /** The names of the triggers that all nodes share. */
    List<String> triggers(String database) {
        return jdbi(database)
                .withHandle(handle -> handle.createQuery("SELECT trigger_name FROM qrtz_triggers ORDER BY 1")
                        .mapTo(String.class)
                        .list());
    }

    /** @param endedAt 0 where the run is under way or its process died */
    public record Span(long id, long startedAt, long endedAt) {}

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
