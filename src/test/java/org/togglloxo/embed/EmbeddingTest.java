package org.togglloxo.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.http.common.HttpConfiguration;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.togglloxo.TogglLoxo;
import org.togglloxo.flow.WebhookServer;
import org.togglloxo.sandbox.FreePort;
import org.togglloxo.sandbox.fault.Fault;

/** The flow in a host's context: it works there, and the host does not notice. */
@Timeout(120)
class EmbeddingTest extends EmbeddingCase {

    @Test
    void whoAsksForARunGetsItsReport() throws Exception {
        CamelContext host = host(new TogglLoxo());
        JsonNode report = report(host);
        assertThat(report.get("ended").textValue()).isEqualTo("finished");
        assertThat(report.get("exit_code").intValue()).isZero();
        assertThat(report.get("read").longValue())
                .isPositive()
                .isEqualTo(report.get("created").longValue()
                        + report.get("updated").longValue()
                        + report.get("skipped").longValue());

        for (String every : List.of("GET /jobs", "GET /job_categories", "GET /people")) {
            sandbox.loxoFaults().on(every).then(Fault.status(403));
        }
        JsonNode stopped = report(host);
        assertThat(stopped.get("ended").textValue()).isEqualTo("loxo-refused");
        assertThat(stopped.get("exit_code").intValue()).isEqualTo(4);
        assertThat(stopped.get("reason").textValue()).contains("loxo.api-key").doesNotContain("doctor");
        assertThat(stopped.get("next").textValue()).isEmpty();
    }

    private static JsonNode report(CamelContext host) {
        return host.createProducerTemplate().requestBody("direct:toggl-loxo-list-candidates", null, JsonNode.class);
    }

    @Test
    void oneLineCarriesCandidatesOverInTheHostsContext() throws Exception {
        long before = people();
        CamelContext host = host(new TogglLoxo());
        run(host);
        long after = people();
        assertThat(after).isGreaterThan(before + 10);
        assertThat(sandbox.loxo().applications()).isNotEmpty();
        run(host);
        assertThat(people()).isEqualTo(after);
        assertThat(host.getRoutes()).extracting(Route::getRouteId).allMatch(id -> id.startsWith("toggl-loxo-"));
        stopHost();
        sandbox.loxo().forgetCalls();
        run(host(new TogglLoxo()));
        assertThat(sandbox.loxo().counts())
                .as("all is in the ledger, and whose it is")
                .isEqualTo(Map.of("GET /jobs", 1L));
    }

    @Test
    void theHostsRunsAreToldToSlack() throws Exception {
        try (WebhookServer slack = WebhookServer.start()) {
            properties.put("alerts.slack-url", slack.url());
            properties.put("alerts.when", "always");
            properties.put("alerts.mail-to", "ops@agency.example");
            properties.put("alerts.mail-from", "sync@agency.example");
            properties.put("alerts.smtp-url", "smtp://127.0.0.1:1");
            properties.put("alerts.smtp-user", "sync");
            CamelContext host = host(new TogglLoxo());
            run(host);
            assertThat(slack.received()).hasSize(1);
            assertThat(host.getEndpoints())
                    .noneMatch(endpoint -> endpoint.toString().contains(WebhookServer.PATH));
        }
    }

    @Test
    void theHostTellsOfRunsInAWayOfItsOwn() throws Exception {
        CamelContext host = host(new TogglLoxo().without("alert"), new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:toggl-loxo-alert").to("mock:told");
            }
        });
        MockEndpoint told = host.getEndpoint("mock:told", MockEndpoint.class);
        told.expectedMessageCount(1);
        run(host);
        told.assertIsSatisfied();
        JsonNode report = told.getExchanges().get(0).getMessage().getBody(JsonNode.class);
        assertThat(report.get("degraded").booleanValue()).isFalse();
        assertThat(report.get("read").intValue()).isEqualTo(CANDIDATES);
    }

    @Test
    void aHostsWayToTellThatFailsHarmsNoRun() throws Exception {
        CamelContext host = host(new TogglLoxo().without("alert"), new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:toggl-loxo-alert").throwException(new IllegalStateException("on request"));
            }
        });
        run(host);
        assertThat(people()).isPositive();
    }

    /** A host that has everything of the same name, and rules for all of its routes. */
    private static final class Busy extends RouteConfigurationBuilder {

        private final Set<String> intercepted = ConcurrentHashMap.newKeySet();

        @Override
        public void configuration() {
            routeConfiguration()
                    .onException(Exception.class)
                    .handled(true)
                    .setHeader("seen", constant("by the host"))
                    .end();
            routeConfiguration().intercept().process(exchange -> intercepted.add(exchange.getFromRouteId()));
        }

        @Override
        public void configure() {
            getContext()
                    .getCamelContextExtension()
                    .setErrorHandlerFactory(deadLetterChannel("seda:candidates").maximumRedeliveries(0));
            from("direct:list-candidates").routeId("list-candidates").setBody(constant("the host's"));
            from("direct:fails").routeId("call-loxo").throwException(new IllegalStateException("as it should"));
            from("seda:candidates").routeId("take-candidates").id("to-queue").to("mock:dead");
            from("quartz:schedule-sync?cron=0/1 * * * * ?")
                    .routeId("schedule-sync")
                    .to("mock:fired");
        }
    }

    @Test
    void aHostWithTheSameNamesAndRulesForAllRoutesIsNotDisturbedAndDoesNotDisturb() throws Exception {
        sandbox.loxoFaults().on("POST /people").nth(1).then(Fault.status(503));
        sandbox.togglFaults().on("GET /openings").from(1).then(Fault.status(403));
        Busy busy = new Busy();
        long before = people();
        main = new Main();
        main.bind("ledger", "the host's");
        main.bind("loxo", "the host's");
        CamelContext host = start(busy, new TogglLoxo());

        run(host);

        assertThat(people()).isGreaterThan(before + 10);
        ProducerTemplate template = host.createProducerTemplate();
        assertThat(template.requestBody("direct:list-candidates", "")).isEqualTo("the host's");
        assertThat(template.request("direct:fails", exchange -> {}))
                .satisfies(failed ->
                        assertThat(failed.getMessage().getHeader("seen")).isEqualTo("by the host"));
        assertThat(host.getRegistry().lookupByName("ledger")).isEqualTo("the host's");
        MockEndpoint fired = host.getEndpoint("mock:fired", MockEndpoint.class);
        await().untilAsserted(() -> assertThat(fired.getReceivedCounter()).isPositive());
        assertThat(host.getEndpoint("mock:dead", MockEndpoint.class).getReceivedCounter())
                .isZero();
        assertThat(busy.intercepted).isNotEmpty().noneMatch(id -> id.startsWith("toggl-loxo-"));
    }

    @Test
    void theUserOfTheHostsHttpComponentIsToldToNobody() throws Exception {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setAuthMethod("Basic");
        configuration.setAuthUsername("host");
        configuration.setAuthPassword("the-password-of-the-host");
        HttpComponent http = new HttpComponent();
        http.setHttpConfiguration(configuration);
        sandbox.togglFaults()
                .on("GET /candidates")
                .from(1)
                .then(Fault.answer(401, Map.of("WWW-Authenticate", "Basic realm=\"any\""), "{}"));
        main = new Main();
        main.bind("http", http);
        run(start(new TogglLoxo()));
        assertThat(sandbox.toggl().countOf("GET /candidates")).isEqualTo(1);
    }

    @Test
    void theScheduleRunsInTheHostsContextUntilItEnds() throws Exception {
        properties.put("sync.scheduled", "true");
        properties.put("sync.schedule", "0/1 * * * * ?");
        long before = people();
        CamelContext host = host(new TogglLoxo());
        await().untilAsserted(() -> assertThat(people()).isGreaterThan(before + 10));
        stopHost();
        assertThat(host.isStopped()).isTrue();
        // the next one may have the ledger
        run(host(new TogglLoxo()));
    }

    @Test
    void webhooksAreReceivedByTheHostsOwnServer() throws Exception {
        String token = "3f9a1c07d2e84b56a1f03c9e7d5b2846";
        properties.put("webhooks.token", token);
        VertxPlatformHttpServerConfiguration place = new VertxPlatformHttpServerConfiguration();
        place.setBindPort(FreePort.any());
        place.setBindHost("127.0.0.1");
        host(
                new RouteBuilder() {
                    @Override
                    public void configure() throws Exception {
                        getContext().addService(new VertxPlatformHttpServer(place));
                    }
                },
                new TogglLoxo());
        String url = "http://127.0.0.1:" + place.getBindPort() + "/toggl-loxo/webhooks/";
        assertThat(post(url + token)).isEqualTo(202);
        assertThat(post(url + token.replace('3', '4'))).isEqualTo(404);
        assertThat(main.getCamelContext().getRoutes())
                .extracting(Route::getId)
                .allMatch(id -> id.startsWith("toggl-loxo-"));
    }

    private static int post(String url) throws Exception {
        String event = "{\"data\":{\"item_type\":\"job\",\"item_id\":12,\"action\":\"update\"}}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofString(event))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void thePackedJarStartsNothingByItself() throws Exception {
        // what Camel and the containers that hosts use look for by themselves
        assertThat(List.of(
                        "camel",
                        "application.properties",
                        "application.yaml",
                        "logback.xml",
                        "log4j2.xml",
                        "META-INF/services",
                        "META-INF/spring",
                        "META-INF/spring.factories",
                        "META-INF/beans.xml",
                        "META-INF/jandex.idx",
                        "META-INF/quarkus-extension.properties"))
                .allSatisfy(name ->
                        assertThat(Path.of("target/classes").resolve(name)).doesNotExist());
        CamelContext host = host();
        assertThat(host.getRoutes()).isEmpty();
        assertThat(sandbox.toggl().calls()).isEmpty();
    }
}
