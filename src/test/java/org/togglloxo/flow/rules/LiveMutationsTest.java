package org.togglloxo.flow.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.DryRun;
import org.togglloxo.flow.DryRunResult;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.files.FlowFiles;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.live.LiveFlow;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.audit.RefusedEdit;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.settings.Settings;
import org.togglloxo.sync.run.Progress;
import org.togglloxo.sync.run.RunJournal;
import org.togglloxo.sync.run.Runs;

/**
 * Random edits of the route files in folders beside each other, a run after each. Whatever is saved: the flow runs, by one whole state of the
 * files, and nobody is delivered twice. The seed is in every failure; another one: -Dmutations.seed=N, more edits: -Dmutations.edits=N.
 */
@Order(1)
class LiveMutationsTest {

    private static final int EDITS = Integer.getInteger("mutations.edits", 60);
    private static final long SEED = Long.getLong("mutations.seed", 20_260_101L);
    private static final int SERIES = 3;
    private static final List<String> EDITED = List.of(
            "30-route-candidate.camel.yaml",
            "40-map-candidate.camel.yaml",
            "45-add-details.camel.yaml",
            "50-deliver-candidate.camel.yaml",
            "62-put-forward.camel.yaml",
            "64-record-event.camel.yaml",
            "90-handle-errors.camel.yaml");

    @TempDir
    Path temporary;

    @Test
    void neverStopTheFlowAndNeverApplyByHalves() throws Exception {
        // whatever thread is started here is of this group as well, and no thread of another test is
        ThreadGroup own = new ThreadGroup("mutations");
        List<Callable<Integer>> all = IntStream.range(0, SERIES)
                .<Callable<Integer>>mapToObj(i -> new Series(SEED + i, temporary.resolve("series-" + i))::takenOver)
                .toList();
        ExecutorService beside = Executors.newFixedThreadPool(SERIES, task -> new Thread(own, task));
        int takenOver = 0;
        try {
            for (Future<Integer> one : beside.invokeAll(all)) {
                takenOver += one.get();
            }
        } finally {
            beside.shutdownNow();
        }
        assertThat(takenOver).as("some edits were sound").isBetween(EDITS / 10, EDITS - EDITS / 10);
        assertThat(flowThreads(own)).isEmpty();
    }

    private static List<String> flowThreads(ThreadGroup group) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> group.equals(thread.getThreadGroup()))
                .map(Thread::getName)
                .filter(name -> name.contains("Camel (") || name.contains("toggl-loxo"))
                .toList();
    }

    private static long connections(Sandbox sandbox) {
        return Stream.of(sandbox.togglBaseUrl(), sandbox.loxoBaseUrl())
                .mapToLong(LiveMutationsTest::connections)
                .sum();
    }

    /** Connections to that port, as the kernel has them: state 01 is an established one. */
    private static long connections(String url) {
        Pattern connected = Pattern.compile(
                "(?m)^ *\\d+: \\S+ \\S+:%04X 01 ".formatted(URI.create(url).getPort()));
        return Stream.of("tcp", "tcp6")
                .map(kind -> Path.of("/proc/self/net", kind))
                .mapToLong(file -> connected.matcher(read(file)).results().count())
                .sum();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Edits of one folder, one after the other. */
    private static final class Series {

        private final long seed;
        private final Path home;
        private final Random random;
        private final List<Runs> runs = new ArrayList<>();
        private final Map<String, String> sound = new TreeMap<>();
        private final Map<String, String> settings = new TreeMap<>();
        private final FilesFolder folder;
        private FlowFiles rehearsed;
        private DryRun dryRun;

        Series(long seed, Path home) {
            this.seed = seed;
            this.home = home;
            this.random = new Random(seed);
            this.folder = FilesFolder.in(home);
            EDITED.forEach(name -> sound.put(name, folder.text(name)));
        }

        /** How many of the edits came into force. */
        int takenOver() throws IOException {
            int takenOver = 0;
            try (Sandbox sandbox =
                    Sandbox.start(SandboxOptions.builder().candidates(12).build())) {
                point(sandbox);
                Clock clock = Clock.systemUTC();
                FlowSettings first = read(Optional.empty());
                try (Ledger ledger = Ledger.openAlone(first.ledger(), clock);
                        LiveFlow live = LiveFlow.start(home, this::read, () -> runs(ledger, clock), ledger, clock)) {
                    for (int i = 0; i < EDITS / SERIES; i++) {
                        String what = "seed %d, edit %d: %s".formatted(seed, i, edit());
                        FlowFiles before = live.current().files();
                        live.look();
                        live.look();
                        boolean inForce = live.current().files().equals(FlowFiles.read(home));
                        List<RefusedEdit> refused = ledger.refusedEdits().all();
                        if (inForce) {
                            takenOver += live.current().files().equals(before) ? 0 : 1;
                            assertThat(refused).as(what).isEmpty();
                        } else {
                            assertThat(live.current().files()).as(what).isEqualTo(before);
                            assertThat(refused).as(what).hasSize(1);
                            assertThat(refused.get(0).file()).as(what).startsWith("routes/");
                            assertThat(refused.get(0).message()).as(what).isNotBlank();
                        }
                        run(live, ledger, sandbox, what);
                    }
                    List<String> acts = new ArrayList<>();
                    ledger.audit().forEach(0, entry -> acts.add(entry.act()));
                    assertThat(acts).filteredOn("edit-taken-over"::equals).hasSize(takenOver);
                    assertThat(acts).contains("edit-refused");
                    assertThat(connections(sandbox)).isPositive();
                    assertThat(flowThreads(Thread.currentThread().getThreadGroup()))
                            .isNotEmpty();
                }
                dryRun.close();
                assertThat(connections(sandbox)).as("connections left open").isZero();
                assertThat(sandbox.loxo().duplicates()).isEmpty();
                assertThat(sandbox.unexpected()).isEmpty();
            }
            return takenOver;
        }

        /** By the rules in force: what the run made of each candidate is what they make of it in a trial. */
        private void run(LiveFlow live, Ledger ledger, Sandbox sandbox, String what) {
            live.current().runOnce();
            RunRow run = runs.get(runs.size() - 1).last();
            long concluded =
                    run.counts().values().stream().mapToLong(Long::longValue).sum();
            assertThat(run.ended()).as(what).isEqualTo("finished");
            assertThat(concluded).as(what).isEqualTo(run.listed());
            FlowFiles inForce = live.current().files();
            if (!inForce.equals(rehearsed)) {
                if (dryRun != null) {
                    dryRun.close();
                }
                dryRun = DryRun.of(live.current().settings(), inForce, Clock.systemUTC());
                rehearsed = inForce;
            }
            for (String id : sandbox.toggl().candidateIds()) {
                ObjectNode candidate = sandbox.toggl().candidate(id).orElseThrow();
                compare(dryRun.attempt(candidate, candidate), ledger.lookUp(id), what);
            }
        }

        private static void compare(DryRunResult tried, CandidateRecord known, String what) {
            if (tried.delivery() != null
                    && List.of(Outcome.CREATED, Outcome.UPDATED).contains(known.outcome())) {
                assertThat(known.lane()).as(what).isEqualTo(tried.lane());
                assertThat(known.tags()).as(what).containsAll(tried.delivery().tags());
            }
            CandidateResult result = tried.result();
            if (result != null && result.outcome() == Outcome.SKIPPED) {
                assertThat(known.reason()).as(what).isEqualTo(result.reason());
            }
        }

        /** Some are sound, some are not, and for some nobody can tell beforehand. */
        private String edit() throws IOException {
            String name = EDITED.get(random.nextInt(EDITED.size()));
            boolean complete = EDITED.stream().allMatch(one -> Files.exists(folder.route(one)));
            if (random.nextInt(3) == 0 || !complete) {
                sound.forEach(folder::write);
            }
            String text = folder.text(name);
            List<String> lines = new ArrayList<>(text.lines().toList());
            int at = lines.isEmpty() ? 0 : random.nextInt(lines.size());
            int kind = random.nextInt(9);
            switch (kind) {
                case 0 ->
                    folder.edit(
                            "40-map-candidate.camel.yaml",
                            t -> t.replaceAll("toggl:[a-z0-9-]*review", "toggl:m" + random.nextInt(1000) + "-review"));
                case 1 -> folder.write(name, text.substring(0, random.nextInt(text.length() + 1)));
                case 2 -> folder.write(name, without(lines, at));
                case 3 ->
                    folder.write(
                            name,
                            text.replaceFirst(
                                            "(?s)^(.{" + random.nextInt(Math.max(1, text.length())) + "}).",
                                            "$1" + (char) (33 + random.nextInt(90)))
                                    .replace("\\", ""));
                case 4 -> {
                    if (!lines.isEmpty()) {
                        lines.add(at, lines.get(at));
                    }
                    folder.write(name, String.join("\n", lines) + "\n");
                }
                case 5 -> folder.delete(name);
                case 6 -> folder.write(name, text.replaceFirst("direct:[a-z-]+", "direct:nowhere"));
                case 7 ->
                    folder.edit("30-route-candidate.camel.yaml", t -> t.replaceAll(
                                    "\\{\\{sync.min-score}}|>= \\d+", ">= " + random.nextInt(100))
                            .replace(">= >= ", ">= "));
                default -> folder.write(name, text + "# touched " + random.nextInt(1000) + "\n");
            }
            return "kind %d on %s, line %d".formatted(kind, name, at + 1);
        }

        private static String without(List<String> lines, int at) {
            if (!lines.isEmpty()) {
                lines.remove(at);
            }
            return String.join("\n", lines) + "\n";
        }

        private Runs runs(Ledger ledger, Clock clock) {
            Runs own = new Runs(RunJournal.of(ledger), Progress.NONE, clock, 0);
            runs.add(own);
            return own;
        }

        private void point(Sandbox sandbox) {
            settings.put("ledger.url", "jdbc:sqlite:" + home.resolve("ledger.db"));
            settings.put("sync.schedule", "0 0 0 1 1 ? 2099");
            settings.put("sync.watch", "false");
            // a flow ends once its consumers have polled in vain
            settings.put(
                    "sync.queue",
                    "seda:candidates?size=500&blockWhenFull=true&concurrentConsumers={{sync.consumers}}&pollTimeout=5");
            settings.put("retry.delay", "1");
            settings.put("retry.max-delay", "2");
            settings.put("retry.max-attempts", "1");
            settings.put("loxo.index-lag", "20");
            settings.put("toggl.base-url", sandbox.togglBaseUrl());
            settings.put("toggl.api-key", sandbox.options().togglKey());
            settings.put("loxo.base-url", sandbox.loxoBaseUrl());
            settings.put("loxo.agency-slug", sandbox.options().agencySlug());
            settings.put("loxo.api-key", sandbox.options().loxoKey());
        }

        private FlowSettings read(Optional<byte[]> text) {
            return FlowSettings.from(Settings.of(home, text.orElse(new byte[0]), Map.of(), new Properties())
                    .with(settings));
        }
    }
}
