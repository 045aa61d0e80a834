package org.togglloxo.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.togglloxo.flow.Candidates.someone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Stop;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;

/** What a look from outside shows of runs, by HTTP. */
class ObserveTest {

    private static final Duration SECONDS = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private ObservedFlow observed;

    @BeforeEach
    void services() {
        observed = new ObservedFlow(new FlowFixture(folder));
    }

    @AfterEach
    void close() {
        observed.close();
    }

    @Test
    void theCountsInTheMetricsAreThoseOfTheRuns() {
        observed.services().between(options -> options.candidates(60).knownPeople(6));
        observed.start();
        RunRow first = observed.run();
        RunRow second = observed.run();

        String scrape = observed.get("/observe/metrics").body();
        Map<String, Double> samples = ObservedFlow.samples(scrape);
        for (Outcome outcome : Outcome.values()) {
            assertThat(samples.get("togglloxo_candidates_total{outcome=\"%s\"}".formatted(outcome.word())))
                    .as(outcome.word())
                    .isEqualTo((double) first.counts().get(outcome)
                            + second.counts().get(outcome));
        }
        assertThat(sum(samples, "togglloxo_calls_total{api=\"loxo\""))
                .isEqualTo(observed.services().loxo().total());
        assertThat(sum(samples, "togglloxo_calls_total{api=\"toggl\""))
                .isEqualTo(observed.services().toggl().total());
        assertThat(sum(samples, "togglloxo_call_seconds_count")).isEqualTo(sum(samples, "togglloxo_calls_total"));
        assertThat(samples)
                .containsEntry("togglloxo_calls_total{api=\"loxo\",endpoint=\"POST /people\",status=\"201\"}", (double)
                        observed.services().loxo().countOf("POST /people"))
                .containsEntry("togglloxo_run_active", 0.0)
                .containsEntry("togglloxo_queue_size", 0.0)
                .containsEntry("togglloxo_waiting{outcome=\"failed\"}", 0.0)
                .containsEntry("togglloxo_last_success_timestamp_seconds", second.endedAt() / 1000.0);
        assertThat(samples.get("togglloxo_pace_calls_per_second{api=\"loxo\"}")).isPositive();
        assertThat(sum(samples, "camel_exchanges_total")).isPositive();
        observed.assertClean(scrape);
        assertThat(ObservedFlow.samples(observed.get("/observe/metrics").body()).keySet())
                .as("names stay few: no id is in them")
                .filteredOn(name -> name.startsWith("togglloxo_calls_total"))
                .hasSizeLessThan(30);
    }

    private static double sum(Map<String, Double> samples, String prefix) {
        return samples.entrySet().stream()
                .filter(sample -> sample.getKey().startsWith(prefix))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    @Test
    void whoWaitsIsCountedFromTheLedger() {
        observed.services().betweenEmptyServices();
        observed.services().toggl().add(someone("ann@example.com"));
        observed.services().sandbox().loxoFaults().on("POST /people").then(Fault.status(422));
        observed.start();
        observed.run();
        await().atMost(SECONDS).untilAsserted(() -> assertThat(
                        ObservedFlow.samples(observed.get("/observe/metrics").body()))
                .containsEntry("togglloxo_waiting{outcome=\"failed\"}", 1.0));
    }

    @Test
    void aRefusedKeyMakesItNotReadyAndNamesTheSettingUntilARunIsGoodAgain() {
        observed.services().between(options -> options.candidates(20));
        observed.start();
        assertThat(observed.get("/observe/health").statusCode()).isEqualTo(200);
        observed.services().sandbox().loxoFaults().on(request -> true).then(Fault.status(401));
        observed.run();

        HttpResponse<String> ready = observed.get("/observe/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ObservedFlow.json(ready).get("status").asText()).isEqualTo("DOWN");
        assertThat(ObservedFlow.errors(ready)).containsOnlyKeys("toggl-loxo-loxo");
        assertThat(ObservedFlow.errors(ready).get("toggl-loxo-loxo"))
                .contains("loxo-refused", "loxo.api-key", "loxo.agency-slug", "doctor");
        assertThat(observed.get("/observe/health/live").statusCode()).isEqualTo(200);
        observed.assertClean(observed.get("/observe/health").body());

        observed.services().sandbox().loxoFaults().clear();
        observed.run();
        assertThat(observed.get("/observe/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void whatTheLastRunSawIsKnownAfterARestart() {
        observed.services().between(options -> options.candidates(5)).set("toggl.api-key", "made-up");
        observed.start();
        observed.run();
        observed.end();
        observed.start();
        assertThat(ObservedFlow.errors(observed.get("/observe/health/ready")))
                .hasEntrySatisfying("toggl-loxo-toggl-hire", message -> assertThat(message)
                        .contains("toggl-refused", "toggl.api-key"));
    }

    @Test
    void anEditThatCannotBeUsedMakesItNotReadyWithoutRepeatingWhatWasWritten() {
        observed.services().betweenEmptyServices();
        observed.start();
        observed.refuseEdit(new RouteError("config/application.properties", 12, "alerts.mail-to is 'ann@example.com'"));
        HttpResponse<String> ready = observed.get("/observe/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ObservedFlow.errors(ready).get("toggl-loxo-settings"))
                .contains("config/application.properties", "12")
                .doesNotContain("ann@");
        observed.refuseEdit(null);
        assertThat(observed.get("/observe/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void aLedgerThatIsGoneMakesItNotReady() {
        observed.services().betweenEmptyServices();
        observed.start();
        observed.services().ledger().close();
        await().atMost(SECONDS)
                .untilAsserted(() -> assertThat(ObservedFlow.errors(observed.get("/observe/health/ready")))
                        .hasEntrySatisfying("toggl-loxo-ledger", message -> assertThat(message)
                                .contains("ledger.url")));
    }

    @Test
    void aRunThatStalledMakesItNotReady() {
        observed.services().between(options -> options.candidates(3)).set("sync.stalled-after", "300");
        observed.services().set("toggl.response-timeout", "2000");
        observed.services().sandbox().togglFaults().on("GET /candidates").then(Fault.hang());
        observed.start();
        assertThatThrownBy(observed::run).isInstanceOf(Stop.class);
        // whoever watches the run woke this thread, which listed
        Thread.interrupted();
        assertThat(ObservedFlow.errors(observed.get("/observe/health/ready")))
                .hasEntrySatisfying(
                        "toggl-loxo-run", message -> assertThat(message).contains("stalled", "sync.stalled-after"));
    }

    @Test
    void onlyGetIsAnsweredAndOnlyUnderANameOfThisMachine() throws IOException {
        observed.services().betweenEmptyServices();
        observed.start();
        for (String method : new String[] {"POST", "PUT", "DELETE"}) {
            HttpRequest write = HttpRequest.newBuilder(URI.create(observed.origin() + "/observe/health"))
                    .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            assertThat(observed.send(write).statusCode()).as(method).isEqualTo(405);
        }
        assertThat(observed.get("/observe/secrets").statusCode()).isEqualTo(404);
        assertThat(observed.get("/").statusCode()).isEqualTo(404);
        assertThat(ObservedFlow.json(observed.get("/observe/info"))
                        .at("/application/name")
                        .asText())
                .isEqualTo("toggl-loxo");
    }

    @Test
    void aPortThatIsTakenIsNoReasonNotToRun() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            observed.services()
                    .between(options -> options.candidates(5))
                    .set("observe.port", Integer.toString(taken.getLocalPort()));
            observed.start();
            assertThat(observed.origin()).isEmpty();
            assertThat(observed.run().ended()).isEqualTo("finished");
        }
    }
}
