package org.togglloxo.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.TogglLoxo;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;

/** A host's own registries of meters and health checks, and its tracer, tell of our runs. */
class HostObservationTest {

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private final Main main = new Main();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();

    @BeforeEach
    void startSandbox() {
        sandbox = Sandbox.start(SandboxOptions.builder().candidates(10).build());
        Properties given = new Properties();
        given.setProperty("toggl.base-url", sandbox.togglBaseUrl());
        given.setProperty("toggl.api-key", sandbox.options().togglKey());
        given.setProperty("loxo.base-url", sandbox.loxoBaseUrl());
        given.setProperty("loxo.agency-slug", sandbox.options().agencySlug());
        given.setProperty("loxo.api-key", sandbox.options().loxoKey());
        given.setProperty("ledger.url", "jdbc:sqlite:" + folder.resolve("ledger.db"));
        given.setProperty("sync.scheduled", "false");
        given.setProperty("loxo.index-lag", "50");
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.setPropertyPlaceholderLocations("false");
        main.setOverrideProperties(given);
        main.configure().addRoutesBuilder(new TogglLoxo());
    }

    @AfterEach
    void end() {
        main.shutdown();
        sandbox.close();
    }

    private CamelContext start() throws Exception {
        main.init();
        main.start();
        return main.getCamelContext();
    }

    private static void run(CamelContext host) {
        host.createProducerTemplate().request("direct:toggl-loxo-list-candidates", exchange -> {});
    }

    private static HealthCheck.Result check(CamelContext host, String name) {
        Collection<HealthCheck.Result> all = HealthCheckHelper.invokeReadiness(host, "full");
        return all.stream()
                .filter(result -> result.getCheck().getId().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatTheHostHasTellsOfOurRuns() throws Exception {
        main.bind("metricsRegistry", meters);
        main.bind(
                "tracer",
                SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build()
                        .get("host"));
        CamelContext host = start();
        run(host);
        assertThat(meters.get("togglloxo.candidates")
                        .tag("outcome", "created")
                        .counter()
                        .count())
                .isEqualTo(sandbox.loxo().peopleCount());
        assertThat(meters.get("togglloxo.run.active").gauge().value()).isZero();
        assertThat(meters.get("togglloxo.last.success.timestamp.seconds")
                        .gauge()
                        .value())
                .isPositive();
        assertThat(spans.getFinishedSpanItems())
                .extracting(span -> span.getName())
                .contains("run", "candidate");
        assertThat(check(host, "toggl-loxo-loxo").getState()).isEqualTo(HealthCheck.State.UP);

        sandbox.loxoFaults().on(request -> true).then(Fault.status(401));
        run(host);
        HealthCheck.Result refused = check(host, "toggl-loxo-loxo");
        assertThat(refused.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(refused.getMessage().orElse("")).contains("loxo.api-key").doesNotContain("doctor");
    }

    @Test
    void aHostWithoutAnyOfThemGetsNone() throws Exception {
        CamelContext host = start();
        run(host);
        assertThat(host.getRegistry().findByType(MeterRegistry.class)).isEmpty();
        assertThat(host.getRegistry().findByType(Tracer.class)).isEmpty();
        assertThat(sandbox.loxo().peopleCount()).isPositive();
    }
}
