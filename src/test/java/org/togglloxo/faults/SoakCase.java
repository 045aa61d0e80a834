package org.togglloxo.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.cli.Running;
import org.togglloxo.sandbox.SandboxOptions;

/**
 * A long time of everything at once, and what must be true after it: in the first half processes die again and again, in the
 * second they are left alone, and both services fail all the time.
 */
@Tag("soak")
public abstract class SoakCase extends ProcessTest {

    private static final int STEPS_A_SAMPLE = 5;
    private static final Duration ENDING = Duration.ofSeconds(30);
    private static final Duration REST = Duration.ofMinutes(5);

    private final long seed = Long.getLong("soak.seed", 1);
    private final Duration half =
            Duration.ofSeconds(Math.round(30 * Double.parseDouble(System.getProperty("soak.minutes", "30"))));
    protected final Random random = new Random(seed);
    private final int nodes;
    private final int changesAStep;
    private final Duration patience;
    private final long mostSockets;
    private final List<List<Vitals>> vitals = new ArrayList<>();
    private final Map<String, Integer> disturbances = new TreeMap<>();
    private RandomFaults faults;
    private RandomPeople people;
    private int steps;

    /**
     * @param nodes how many processes
     * @param changesAStep how many candidates change from one list to the next, or so
     * @param patience a list is begun at least so often, whoever has just died
     * @param mostSockets that a process may hold open
     */
    protected SoakCase(int nodes, int changesAStep, Duration patience, long mostSockets) {
        this.nodes = nodes;
        this.changesAStep = changesAStep;
        this.patience = patience;
        this.mostSockets = mostSockets;
    }

    /** Starts one of the processes: 0, 1 and so on. */
    protected abstract Running start(int node);

    /** Something from outside that the processes must get over, once. @return what, in a word or two */
    protected abstract String disturb(List<Running> running);

    /** What else must be true once all is well again. */
    protected void assertSettled() {}

    @Override
    protected final SandboxOptions.Builder services() {
        return SandboxOptions.builder()
                .candidates(200)
                .seed(seed)
                .indexLag(Duration.ofSeconds(1))
                .latency(Duration.ofMillis(5))
                .tagsAsText(seed % 2 == 0)
                .nullForMissing(seed % 2 == 0)
                .envelopes(seed % 3 == 0)
                .recordedCalls(0);
    }

    @BeforeEach
    final void prepare() {
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
    final void inTheEndLoxoIsAsTheRulesSayAndNoProcessGrows() {
        disturbedAgainAndAgain();
        long runs = leftAlone();
        faults.clear();
        settle();

        System.out.printf(
                "soak: seed %d, %d s, %s, %d runs in %d processes left alone, %d changes, %d faults, %d candidates, %d people%n%s%n",
                seed,
                2 * half.toSeconds(),
                disturbances,
                runs,
                nodes,
                people.changes(),
                faults.played(),
                sandbox.toggl().candidateCount(),
                sandbox.loxo().peopleCount(),
                vitals.stream().map(List::toString).collect(Collectors.joining("\n")));
        people.assertLoxoIsAsTheRulesSay();
        assertThat(sandbox.unexpected()).isEmpty();
        assertThat(sandbox.leaks()).isEmpty();
        assertThat(sandbox.loxo().emptyValuesReceived()).isEmpty();
        vitals.forEach(this::assertDoesNotGrow);
    }

    private void disturbedAgainAndAgain() {
        Instant end = Instant.now().plus(half);
        List<Running> running = startAll();
        try {
            while (Instant.now().isBefore(end)) {
                for (int left = 4 + random.nextInt(15); left > 0; left--) {
                    step(running);
                }
                disturbances.merge(disturb(running), 1, Integer::sum);
            }
        } finally {
            running.forEach(Running::close);
        }
    }

    private long leftAlone() {
        Instant end = Instant.now().plus(half);
        List<Running> running = startAll();
        running.forEach(node -> vitals.add(new ArrayList<>()));
        people.addThoseWhoTakeEveryFont();
        try {
            while (Instant.now().isBefore(end)) {
                step(running);
                if (steps % STEPS_A_SAMPLE == 0) {
                    for (int node = 0; node < nodes; node++) {
                        vitals.get(node)
                                .add(Vitals.of(running.get(node).process().pid()));
                    }
                }
            }
            running.forEach(node -> node.signal("TERM"));
            return running.stream().mapToLong(SoakCase::ended).sum();
        } finally {
            running.forEach(Running::close);
        }
    }

    /** After a signal, soon: calls under way are given a few seconds. @return how many runs it has told of */
    private static long ended(Running node) {
        node.await(ENDING, () -> !node.process().isAlive());
        return node.awaitEnd().exits(143).out().lines().count();
    }

    private List<Running> startAll() {
        return new ArrayList<>(IntStream.range(0, nodes).mapToObj(this::start).toList());
    }

    /** All of these at once, and starts them again. */
    protected final void kill(List<Running> running, int... which) {
        for (int node : which) {
            running.get(node).signal("KILL");
        }
        for (int node : which) {
            running.get(node).awaitEnd().exits(137);
            running.set(node, start(node));
        }
    }

    /** Other faults and other people. */
    protected final void change() {
        steps++;
        if (steps % 3 == 0) {
            faults.change();
        }
        for (int i = 0; i < changesAStep; i++) {
            people.change();
        }
    }

    private void step(List<Running> running) {
        change();
        // a run begins every two seconds and reads several pages: where no more is listed all have come to a stand
        long pages = sandbox.toggl().countOf("GET /candidates");
        Map<String, Long> calls = sandbox.loxo().counts();
        try {
            await().atMost(patience).until(() -> sandbox.toggl().countOf("GET /candidates") > pages);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "no list for %s after %d steps, calls to Loxo before %s and after %s%n%s"
                            .formatted(
                                    patience,
                                    steps,
                                    calls,
                                    sandbox.loxo().counts(),
                                    running.stream().map(SoakCase::describe).collect(Collectors.joining("\n"))),
                    e);
        }
    }

    private static String describe(Running node) {
        return "log:%n%s%nthreads:%n%s"
                .formatted(
                        node.err()
                                .lines()
                                .skip(Math.max(0, node.err().lines().count() - 40))
                                .collect(Collectors.joining("\n")),
                        String.join("\n", Vitals.ask(node.process().pid(), "Thread.print")));
    }

    /** With everything well again: a run does the rest, and the one after it finds nothing to do. */
    private void settle() {
        once();
        sandbox.loxo().forgetCalls();
        once();
        // the one call of each run that tells a wrong key
        assertThat(sandbox.loxo().counts()).as("calls about unchanged people").isEqualTo(Map.of("GET /jobs", 1L));
        assertSettled();
    }

    private void once() {
        try (Running once = program.start("sync", "--once", "--output", "json")) {
            Hopefuls.assertAddsUp(once.awaitEnd(REST).exits(0).json());
        }
    }

    /** The median of the last third against that of the second: the first is for warming up. */
    private void assertDoesNotGrow(List<Vitals> samples) {
        assertThat(samples).as("samples").hasSizeGreaterThanOrEqualTo(3);
        int third = samples.size() / 3;
        List<Vitals> before = samples.subList(third, 2 * third);
        List<Vitals> after = samples.subList(2 * third, samples.size());
        assertThat(median(after, Vitals::liveKb))
                .as("live heap, KiB")
                .isLessThan(median(before, Vitals::liveKb) * 1.25);
        assertThat(median(after, Vitals::residentKb))
                .as("resident, KiB")
                .isLessThan(median(before, Vitals::residentKb) * 1.25);
        assertThat(samples).extracting(Vitals::sockets).as("open sockets").allMatch(many -> many <= mostSockets);
    }

    private static double median(List<Vitals> samples, ToLongFunction<Vitals> what) {
        return samples.stream()
                .mapToLong(what)
                .sorted()
                .skip(samples.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
