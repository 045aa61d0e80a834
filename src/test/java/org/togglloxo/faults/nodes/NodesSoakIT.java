package org.togglloxo.faults.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.cli.Running;
import org.togglloxo.faults.SoakCase;
import org.togglloxo.faults.TcpProxy;

/** Two nodes over Kafka and PostgreSQL; {@code mvn verify -Psoak -Dsoak.minutes=30 -Dsoak.seed=1}. */
class NodesSoakIT extends SoakCase {

    private static NodeServers servers;

    private final List<String> ahead = new ArrayList<>();
    private List<TcpProxy> databases;
    private String database;

    NodesSoakIT() {
        super(2, 16, Duration.ofMinutes(2), 60);
    }

    @BeforeAll
    static void startServers(@TempDir Path folder) {
        servers = NodeServers.start(folder);
    }

    @AfterAll
    static void stopServers() {
        servers.close();
    }

    @BeforeEach
    void share() {
        database = servers.postgres().newDatabase();
        databases = Stream.generate(() -> new TcpProxy(servers.postgres().port()))
                .limit(2)
                .toList();
        servers.node(program, database, "soak")
                .with("SYNC_SCHEDULE", "0/2 * * * * ?")
                .with("SYNC_NODE_TIMEOUT", "6000");
    }

    @AfterEach
    void closeProxies() {
        databases.forEach(TcpProxy::close);
    }

    @Override
    protected Running start(int node) {
        servers.postgres().ledgerOf(program, database, databases.get(node).port());
        return program.start("sync", "--output", "json");
    }

    @Override
    protected String disturb(List<Running> running) {
        if (ahead.isEmpty()) {
            // each of them, however few a short soak has time for
            ahead.addAll(List.of("one killed", "node cut off", "both killed", "broker gone", "one killed"));
            Collections.shuffle(ahead, random);
        }
        String what = ahead.remove(0);
        int one = random.nextInt(2);
        switch (what) {
            case "broker gone" -> {
                servers.broker().kill();
                meanwhile();
                servers.broker().begin();
            }
            case "node cut off" -> {
                databases.get(one).cut();
                meanwhile();
                databases.get(one).restore();
            }
            case "both killed" -> kill(running, 0, 1);
            default -> kill(running, one);
        }
        return what;
    }

    /** For less, or for more, than a node may be silent. */
    private void meanwhile() {
        for (int left = 1 + random.nextInt(10); left > 0; left--) {
            change();
            await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(5)).until(() -> true);
        }
    }

    @Override
    protected void assertSettled() {
        assertThat(count("SELECT COUNT(*) FROM run WHERE ended_at IS NULL"))
                .as("runs that nobody ended")
                .isZero();
        assertThat(
                        count(
                                "SELECT COUNT(*) FROM run WHERE ended = 'finished' AND created + updated + unchanged + skipped + deferred + failed <> listed"))
                .as("finished runs whose counts do not add up")
                .isZero();
        for (String table : List.of("shared_run", "run_candidate", "run_part")) {
            assertThat(count("SELECT COUNT(*) FROM " + table)).as(table).isZero();
        }
    }

    private long count(String sql) {
        return servers.postgres()
                .jdbi(database)
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
