package org.togglloxo.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.togglloxo.CapturedLog;
import org.togglloxo.failure.Failure;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.SimulatedService;
import org.togglloxo.sandbox.fault.Fault;

/** A camel-main program that uses the Kamelets of the jar, between the two simulated services. */
@Timeout(120)
@ResourceLock(CapturedLog.CAMEL)
abstract class KameletTest {

    final Sandbox sandbox;
    private CapturedLog log;
    private Main main;

    KameletTest() {
        this(SandboxOptions.builder());
    }

    KameletTest(SandboxOptions.Builder options) {
        sandbox = Sandbox.start(
                options.candidates(30).togglPageLimit(10).knownPeople(3).build());
    }

    @BeforeEach
    void listen() {
        log = CapturedLog.of(CapturedLog.CAMEL);
    }

    @AfterEach
    void end() {
        stopHost();
        log.close();
        try (Sandbox closing = sandbox) {
            assertThat(closing.unexpected()).isEmpty();
            assertThat(closing.leaks()).isEmpty();
            assertThat(closing.loxo().emptyValuesReceived()).isEmpty();
        }
        assertThat(logged())
                .as("what Camel logs")
                .isNotEmpty()
                .noneMatch(line -> line.contains(sandbox.options().togglKey())
                        || line.contains(sandbox.options().loxoKey())
                        || line.contains(WebhookKameletTest.TOKEN));
    }

    /** Read again by whoever waits for a line. */
    List<String> logged() {
        return log.events().stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    void stopHost() {
        if (main != null) {
            main.shutdown();
            main = null;
        }
    }

    /** Parameters as a host gives them, in the URI. */
    String toggl() {
        return "apiKey={{toggl.api-key}}&baseUrl=" + sandbox.togglBaseUrl();
    }

    String loxo() {
        return "apiKey={{loxo.api-key}}&agencySlug=%s&baseUrl=%s&indexLag=%d"
                .formatted(sandbox.options().agencySlug(), sandbox.loxoBaseUrl(), indexLag());
    }

    int indexLag() {
        return 200;
    }

    /** Parameters by which a call that drips or pours ends soon. */
    static final String SHORT = "&callTimeout=800&maxAnswerBytes=500000";

    static List<Fault> withoutEnd() {
        return List.of(Fault.drip(Duration.ofMillis(20)), Fault.endless(), Fault.exploding(8));
    }

    /** What is told of one of these, and that it was sent no more often than it may. */
    void endsInTime(Exchange answer, Fault fault, SimulatedService service, String operation) {
        boolean slow = fault instanceof Fault.Drip;
        assertThat(answer.getException()).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.reason()).isEqualTo(slow ? "too-slow" : "too-large");
            assertThat(failure.message()).contains(slow ? "800 ms" : "500000 bytes");
        });
        assertThat(service.countOf(operation)).isEqualTo(slow ? 2 : 1);
    }

    CamelContext host(Consumer<RouteBuilder> routes) throws Exception {
        stopHost();
        main = new Main();
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.setPropertyPlaceholderLocations("false");
        Properties given = new Properties();
        given.setProperty("toggl.api-key", sandbox.options().togglKey());
        given.setProperty("loxo.api-key", sandbox.options().loxoKey());
        main.setOverrideProperties(given);
        main.configure().withJmxEnabled(false);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                routes.accept(this);
            }
        });
        main.init();
        main.start();
        return main.getCamelContext();
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    MockEndpoint mock(String name) {
        return context().getEndpoint("mock:" + name, MockEndpoint.class);
    }

    Exchange send(Processor message) {
        return context().createProducerTemplate().request("direct:in", message);
    }

    /** A sink for people, from {@code direct:in}. */
    void personSink(String more) throws Exception {
        host(routes -> routes.from("direct:in").to("kamelet:loxo-person-sink?" + loxo() + more));
    }

    Exchange person(String json) {
        return send(exchange -> exchange.getMessage().setBody(json));
    }

    static String outcome(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(JsonNode.class).path("outcome").asText();
    }
}
