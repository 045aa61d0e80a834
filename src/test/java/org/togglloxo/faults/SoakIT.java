package org.togglloxo.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.cli.Running;
import org.togglloxo.sandbox.SandboxOptions;

/** A long time of everything at once; {@code mvn verify -Psoak -Dsoak.minutes=30 -Dsoak.seed=1}. */
@Tag("soak")
class SoakIT extends ProcessTest {

    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final int CHANGES_A_STEP = 4;
    private static final int STEPS_A_SAMPLE = 10;

    private final long seed = Long.getLong("soak.seed", 1);
    private final Duration half =
            Duration.ofSeconds(Math.round(30 * Double.parseDouble(System.getProperty("soak.minutes", "30"))));
    private final Random random = new Random(seed);
    private final List<Vitals> vitals = new ArrayList<>();
    private RandomFaults faults;
    private RandomPeople people;
    private int steps;

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder()
                .candidates(200)
                .seed(seed)
                .indexLag(Duration.ofSeconds(1))
                .latency(Duration.ofMillis(5))
                .tagsAsText(seed % 2 == 0)
                .nullForMissing(seed % 2 == 0)
                .recordedCalls(0);
    }

    @BeforeEach
    void start() {
        faults = new RandomFaults(sandbox, seed);
        people = new RandomPeople(sandbox, seed);
        program.with("SYNC_SCHEDULE", "0/2 * * * * ?")
                .with("SYNC_WORKERS", "8")
                .with("LOXO_MAX_CONCURRENT_REQUESTS", "8")
                .with("LOXO_INDEX_LAG", "1500")
                .with("LOXO_RESPONSE_TIMEOUT", "1000")
                .with("TOGGL_RESPONSE_TIMEOUT", "1000")
                .with("LOXO_CALL_TIMEOUT", "2000")
                .with("TOGGL_CALL_TIMEOUT", "2000")
                .with("RETRY_DELAY", "50")
                .with("RETRY_MAX_DELAY", "500")
                .with("SYNC_MAX_ATTEMPTS", "10000")
                .with("SYNC_DEFERRED_INTERVAL", "0")
                .javaOptions("-XX:+UseSerialGC", "-Xmx96m");
    }

    @Test
    void inTheEndLoxoIsAsTheRulesSayAndAProcessDoesNotGrow() {
        int kills = killedAgainAndAgain();
        long runs = leftAlone();
        faults.clear();
        settle();

        System.out.printf(
                "soak: seed %d, %d s, %d kills, %d runs in the process left alone, %d changes, %d faults, %d candidates, %d people%n%s%n",
                seed,
                2 * half.toSeconds(),
                kills,
                runs,
                people.changes(),
                faults.played(),
                sandbox.toggl().candidateCount(),
                sandbox.loxo().peopleCount(),
                vitals);
        people.assertLoxoIsAsTheRulesSay();
        assertThat(sandbox.unexpected()).isEmpty();
        assertThat(sandbox.leaks()).isEmpty();
        assertThat(sandbox.loxo().emptyValuesReceived()).isEmpty();
        assertDoesNotGrow();
    }

    private int killedAgainAndAgain() {
        Instant end = Instant.now().plus(half);
        int kills = 0;
        while (Instant.now().isBefore(end)) {
            try (Running sync = program.start("sync")) {
                for (int left = 4 + random.nextInt(15); left > 0; left--) {
                    step(sync);
                }
                sync.signal("KILL");
                sync.awaitEnd().exits(137);
                kills++;
            }
        }
        return kills;
    }

    private long leftAlone() {
        Instant end = Instant.now().plus(half);
        try (Running sync = program.start("sync", "--output", "json")) {
            while (Instant.now().isBefore(end)) {
                step(sync);
                if (steps % STEPS_A_SAMPLE == 0) {
                    vitals.add(Vitals.of(sync.process().pid()));
                }
            }
            sync.signal("TERM");
            return sync.awaitEnd().exits(143).out().lines().count();
        }
    }

    private void step(Running sync) {
        steps++;
        if (steps % 3 == 0) {
            faults.change();
        }
        for (int i = 0; i < CHANGES_A_STEP; i++) {
            people.change();
        }
        // a run begins every two seconds and reads several pages: a process that lists no more has come to a stand
        long pages = sandbox.toggl().countOf("GET /candidates");
        Map<String, Long> calls = sandbox.loxo().counts();
        try {
            await().atMost(MINUTE).until(() -> sandbox.toggl().countOf("GET /candidates") > pages);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "no list for a minute after %d steps, calls to Loxo before %s and after %s, log:%n%s%nthreads:%n%s"
                            .formatted(
                                    steps,
                                    calls,
                                    sandbox.loxo().counts(),
                                    sync.err()
                                            .lines()
                                            .skip(sync.err().lines().count() - 40)
                                            .collect(Collectors.joining("\n")),
                                    String.join("\n", Vitals.ask(sync.process().pid(), "Thread.print"))),
                    e);
        }
    }

    /** With everything well again: a run does the rest, and the one after it finds nothing to do. */
    private void settle() {
        Ended rest = program.run("sync", "--once", "--output", "json");
        Hopefuls.assertAddsUp(rest.exits(0).json());
        sandbox.loxo().forgetCalls();
        program.run("sync", "--once", "--output", "json").exits(0);
        // the one call of each run that tells a wrong key
        assertThat(sandbox.loxo().counts()).as("calls about unchanged people").isEqualTo(Map.of("GET /jobs", 1L));
    }

    /** The median of the last third against that of the second: the first is for warming up. */
    private void assertDoesNotGrow() {
        int third = vitals.size() / 3;
        List<Vitals> before = vitals.subList(third, 2 * third);
        List<Vitals> after = vitals.subList(2 * third, vitals.size());
        assertThat(median(after, Vitals::liveKb))
                .as("live heap, KiB")
                .isLessThan(median(before, Vitals::liveKb) * 1.25);
        assertThat(median(after, Vitals::residentKb))
                .as("resident, KiB")
                .isLessThan(median(before, Vitals::residentKb) * 1.25);
        assertThat(vitals).extracting(Vitals::sockets).as("open sockets").allMatch(many -> many <= 30);
    }

    private static double median(List<Vitals> samples, java.util.function.ToLongFunction<Vitals> what) {
        return samples.stream()
                .mapToLong(what)
                .sorted()
                .skip(samples.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
