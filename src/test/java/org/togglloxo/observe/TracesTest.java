package org.togglloxo.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.ledger.run.RunRow;

/** A trace for the run, one for each candidate, and a span for each call. */
class TracesTest {

    private static final int CANDIDATES = 30;

    @TempDir
    Path folder;

    private ObservedFlow observed;
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

    @BeforeEach
    void services() {
        observed = new ObservedFlow(new FlowFixture(folder));
        observed.services().between(options -> options.candidates(CANDIDATES).knownPeople(3));
    }

    @AfterEach
    void close() {
        observed.close();
    }

    private Traces traces() {
        return new Traces(
                SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build()
                        .get("test"),
                Clock.systemUTC());
    }

    private List<SpanData> named(String name) {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
    }

    @Test
    void aRunACandidateAndACallAreSpansWithIdsAlone() {
        observed.start(traces());
        RunRow run = observed.run();

        SpanData ofRun = named("run").get(0);
        assertThat(named("run")).hasSize(1);
        assertThat(ofRun.getAttributes().get(Traces.RUN)).isEqualTo(run.id());
        assertThat(ofRun.getAttributes().get(Traces.ENDED)).isEqualTo("finished");

        List<SpanData> candidates = named("candidate");
        assertThat(candidates.stream().map(span -> span.getAttributes().get(Traces.TOGGL_ID)))
                .containsExactlyInAnyOrderElementsOf(observed.services().toggl().candidateIds());
        assertThat(candidates).extracting(SpanData::getTraceId).doesNotHaveDuplicates();
        assertThat(candidates).allSatisfy(span -> assertThat(span.getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext()).isEqualTo(ofRun.getSpanContext())));
        Map<String, Long> outcomes = candidates.stream()
                .collect(
                        Collectors.groupingBy(span -> span.getAttributes().get(Traces.OUTCOME), Collectors.counting()));
        assertThat(outcomes).isEqualTo(FlowFixture.counts(run));
        assertThat(candidates)
                .filteredOn(span -> "created".equals(span.getAttributes().get(Traces.OUTCOME)))
                .allSatisfy(span ->
                        assertThat(span.getAttributes().get(Traces.LOXO_ID)).matches("\\d+"));

        List<SpanData> calls = exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getAttributes().get(Traces.ENDPOINT) != null)
                .toList();
        assertThat(calls).hasSize((int) (observed.services().loxo().total()
                + observed.services().toggl().total()));
        assertThat(named("POST /people"))
                .hasSize((int) observed.services().loxo().countOf("POST /people"))
                .allSatisfy(span -> assertThat(candidates)
                        .anyMatch(candidate -> candidate.getSpanId().equals(span.getParentSpanId())));
        assertThat(named("GET /candidates"))
                .allSatisfy(span -> assertThat(span.getParentSpanId()).isEqualTo(ofRun.getSpanId()));
        observed.assertClean(exporter.getFinishedSpanItems().toString());
    }

    @Test
    void theyAreSentToTheCollector() throws IOException {
        List<String> received = new CopyOnWriteArrayList<>();
        List<String> headers = new CopyOnWriteArrayList<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            headers.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Key")));
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.flush();
            }
        });
        collector.start();
        try {
            observed.services()
                    .set(
                            "observe.otlp-endpoint",
                            "http://127.0.0.1:%d/v1/traces"
                                    .formatted(collector.getAddress().getPort()))
                    .set("observe.otlp-headers", "X-Key=Basic bWFkZTp1cA==, X-Tenant=one");
            observed.start();
            observed.run();
            observed.end();
        } finally {
            collector.stop(0);
        }
        String all = String.join("", received);
        assertThat(all).contains("toggl-loxo", "POST /people", "togglloxo.outcome", "created");
        assertThat(headers).isNotEmpty().containsOnly("Basic bWFkZTp1cA==");
        observed.assertClean(all);
    }

    @Test
    void aCollectorThatIsAwayCostsTheTracesAlone() {
        observed.services().set("observe.otlp-endpoint", "http://127.0.0.1:1/v1/traces");
        observed.start();
        assertThat(observed.run().ended()).isEqualTo("finished");
    }

    /** It takes connections and never answers: at the end nobody waits for it longer than a few seconds. */
    @Test
    void aCollectorThatNeverAnswersHoldsNothingUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            observed.services()
                    .set("observe.otlp-endpoint", "http://127.0.0.1:%d/v1/traces".formatted(silent.getLocalPort()));
            observed.start();
            assertThat(observed.run().ended()).isEqualTo("finished");
            assertTimeoutPreemptively(Duration.ofSeconds(30), observed::end);
        }
    }
}
