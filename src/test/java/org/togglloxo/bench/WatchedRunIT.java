package org.togglloxo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.cli.Program;
import org.togglloxo.cli.Running;

/**
 * What it costs a run on the schedule to be looked at: by nobody, and by a scrape each second and ten open pages, in turn;
 * {@code mvn verify -Pbench -Dit.test=WatchedRunIT -Dbench.candidates=100000}. No time is asserted.
 */
@Tag("bench")
class WatchedRunIT {

    private static final int CANDIDATES = Integer.getInteger("bench.candidates", 20_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 4);
    private static final int PAGES = 10;
    private static final Pattern OBSERVED = Pattern.compile("are served at (http://127\\.0\\.0\\.1:\\d+)/observe");
    private static final Pattern PAGE = Pattern.compile("page is served at (http://127\\.0\\.0\\.1:\\d+)/");
    private static final Duration HOURS = Duration.ofHours(2);

    @TempDir
    Path temporary;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void printsWhatLookingOnCosts() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            // in turn, so that a machine which grows slower does not tell against one of them
            boolean watchedFirst = round % 2 == 0;
            Cost first = run(round, watchedFirst);
            Cost second = run(round, !watchedFirst);
            Cost alone = watchedFirst ? second : first;
            Cost watched = watchedFirst ? first : second;
            System.out.printf(
                    Locale.ROOT,
                    "round %d: %d candidates, %s with nobody who looks, %s with a scrape a second and %d pages (%+.1f %% of time, %+.1f %% of CPU)%n",
                    round,
                    CANDIDATES,
                    alone,
                    watched,
                    PAGES,
                    100 * (watched.seconds / alone.seconds - 1),
                    100 * (watched.processorSeconds / alone.processorSeconds - 1));
        }
    }

    /**
     * @param seconds that the run took
     * @param processorSeconds from the start of the process to the end of the run
     */
    private record Cost(double seconds, double processorSeconds) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.1f s and %.1f CPU s", seconds, processorSeconds);
        }
    }

    private Cost run(int round, boolean watched) throws Exception {
        try (LightServices services = new LightServices(CANDIDATES)) {
            Program program = services.measuring(Program.in(
                            Files.createDirectory(temporary.resolve(round + (watched ? "watched" : "alone")))))
                    .with("SYNC_SCHEDULE", "0/15 * * * * ?")
                    .with("OBSERVE_PORT", watched ? "0" : "")
                    .with("PAGE_PORT", watched ? "0" : "")
                    .javaOptions("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
            ScheduledExecutorService scraping = Executors.newSingleThreadScheduledExecutor();
            try (Running sync = program.start("sync", "--output", "json")) {
                if (watched) {
                    look(sync, scraping);
                }
                await().atMost(HOURS).pollInterval(Duration.ofMillis(20)).until(() -> sync.out()
                        .contains("\n"));
                Duration used =
                        sync.process().toHandle().info().totalCpuDuration().orElseThrow();
                assertThat(sync.out()).contains("\"ended\":\"finished\"").contains("\"read\":" + CANDIDATES);
                return new Cost(
                        new ObjectMapper().readTree(sync.out()).path("seconds").doubleValue(),
                        used.toMillis() / 1000.0);
            } finally {
                scraping.shutdownNow();
            }
        }
    }

    private void look(Running sync, ScheduledExecutorService scraping) {
        await().atMost(HOURS)
                .until(() -> PAGE.matcher(sync.err()).find()
                        && OBSERVED.matcher(sync.err()).find());
        HttpRequest metrics = HttpRequest.newBuilder(URI.create(at(OBSERVED, sync) + "/observe/metrics"))
                .build();
        HttpRequest events = HttpRequest.newBuilder(URI.create(at(PAGE, sync) + "/api/events"))
                .build();
        for (int i = 0; i < PAGES; i++) {
            http.sendAsync(events, BodyHandlers.discarding());
        }
        scraping.scheduleAtFixedRate(() -> scrape(metrics), 1, 1, TimeUnit.SECONDS);
    }

    private void scrape(HttpRequest metrics) {
        try {
            assertThat(http.send(metrics, BodyHandlers.ofString()).body()).contains("togglloxo_run_active");
        } catch (IOException e) {
            // the process has ended
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String at(Pattern served, Running sync) {
        Matcher found = served.matcher(sync.err());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
