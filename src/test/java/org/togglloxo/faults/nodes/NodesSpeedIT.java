package org.togglloxo.faults.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.cli.Program;
import org.togglloxo.cli.Running;
import org.togglloxo.faults.Hopefuls;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.http.Quota;
import org.togglloxo.sandbox.http.RetryAfterHeader;

/** How much of the time of one node several need, and how much of a quota they use together. Prints figures. */
@Tag("bench")
class NodesSpeedIT {

    private static final Duration LONG = Duration.ofMinutes(15);
    private static final int CANDIDATES = Integer.getInteger("nodes.candidates", 3_000);
    private static final int PER_SECOND = 40;

    private static NodeServers servers;

    @TempDir
    Path temporary;

    @BeforeAll
    static void startServers(@TempDir Path folder) {
        servers = NodeServers.start(folder);
    }

    @AfterAll
    static void stopServers() {
        servers.close();
    }

    /** From the first write to the last one (seconds), and how many calls were refused. */
    private record Figures(double seconds, long calls, long refused) {}

    private Figures with(int nodes, SandboxOptions.Builder services) {
        String topic = "nodes-" + nodes + "-" + System.nanoTime();
        try (Sandbox sandbox = Sandbox.start(services.candidates(CANDIDATES).build())) {
            Hopefuls.hireEverybody(sandbox);
            Program program = servers.node(
                    Program.in(temporary.resolve(topic)).against(sandbox),
                    servers.postgres().newDatabase(),
                    topic);
            List<Running> others = new ArrayList<>();
            long first;
            long last;
            for (int other = 1; other < nodes; other++) {
                others.add(program.start("sync"));
            }
            try (Running lister = program.start("sync", "--once", "--output", "json")) {
                first = whenThereAre(1, sandbox);
                last = whenThereAre(CANDIDATES, sandbox);
                JsonNode run =
                        Hopefuls.assertAddsUp(lister.awaitEnd(LONG).exits(0).json());
                assertThat(run.get("created").intValue()).isEqualTo(CANDIDATES);
            } finally {
                others.forEach(Running::close);
            }
            long refused = sandbox.loxo().counts().keySet().stream()
                    .mapToLong(operation -> sandbox.loxo().countOf(operation, 429))
                    .sum();
            long calls = sandbox.loxo().counts().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            return new Figures((last - first) / 1e9, calls, refused);
        }
    }

    private static long whenThereAre(int people, Sandbox sandbox) {
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> sandbox.loxo().peopleCount() >= people);
        return System.nanoTime();
    }

    @Test
    void twoNodesNeedLittleMoreThanHalfOfTheTimeAndThreeAThird() {
        double one =
                with(1, SandboxOptions.builder().latency(Duration.ofMillis(60))).seconds();
        double two =
                with(2, SandboxOptions.builder().latency(Duration.ofMillis(60))).seconds();
        double three =
                with(3, SandboxOptions.builder().latency(Duration.ofMillis(60))).seconds();
        System.out.printf(
                "%d candidates: one node %.1f s, two %.1f s (%.2f), three %.1f s (%.2f)%n",
                CANDIDATES, one, two, two / one, three, three / one);
    }

    @Test
    void threeNodesUseOneQuotaTogether() {
        Figures three = with(
                3,
                SandboxOptions.builder().loxoQuota(Quota.perSecond(PER_SECOND, PER_SECOND, RetryAfterHeader.SECONDS)));
        System.out.printf(
                "a quota of %d a second, three nodes: %.1f %% of it used, %.1f %% of %d calls refused%n",
                PER_SECOND,
                100 * (three.calls() - three.refused()) / (three.seconds() * PER_SECOND),
                100.0 * three.refused() / three.calls(),
                three.calls());
    }
}
