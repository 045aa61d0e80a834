package org.togglloxo.flow.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.support.DefaultInterceptSendToEndpoint;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What is taken for granted of this version of Camel and promised by none; each says what to look at where it no longer holds. */
final class CamelAssumptionsTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void stop() {
        // an exchange that passed all error handling is never over
        context.getShutdownStrategy().setTimeout(1);
        context.stop();
    }

    private void route(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        context.start();
    }

    private Exchange send(String uri) {
        ProducerTemplate template = context.createProducerTemplate();
        return template.send(uri, exchange -> {});
    }

    @Test
    void thisIsTheVersionThatWasLookedAt() {
        assertThat(context.getVersion())
                .as(
                        "another Camel: read what the other tests here say, look at it in the new version, then name that one")
                .isEqualTo("4.18.0");
    }

    @Test
    void everyContextHasItsModel() {
        assertThat(context)
                .as("routes are read and changed as definitions: RouteChecks, OutlineReader, Lanes, RouteLoading")
                .isInstanceOf(ModelCamelContext.class);
    }

    @Test
    void anInterceptStrategyGetsEachStepWithItsDefinition() throws Exception {
        BeforeEachStep.show(
                context, (step, exchange) -> seen.add(ProcessorDefinitionHelper.getRouteId(step) + " " + step.getId()));
        route(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .routeId("in")
                        .choice()
                        .when(constant(true))
                        .process(exchange -> {})
                        .id("inner")
                        .end()
                        .setBody(constant(1))
                        .id("last");
            }
        });

        send("direct:in");

        assertThat(seen)
                .as(
                        "a step is not shown: look at BeforeEachStep, ErrorsCaught and DryRunInterceptor, or a dry run writes")
                .contains("in inner", "in last");
    }

    @Test
    void anEndpointStrategyCanTakeTheSendingFromAStep() throws Exception {
        context.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> held(endpoint));
        route(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("direct:out")
                        .toD()
                        .uri("direct:${header.none}out")
                        .cacheSize(-1)
                        .end()
                        .recipientList(simple("direct:${header.none}out"))
                        .cacheSize(-1)
                        .end()
                        .routingSlip(simple("direct:${header.none}out"))
                        .cacheSize(-1)
                        .end()
                        .enrich()
                        .simple("direct:${header.none}out")
                        .cacheSize(-1)
                        .end();
                from("direct:out").process(exchange -> seen.add("sent"));
            }
        });

        send("direct:in");

        assertThat(seen)
                .as(
                        "what is held back is sent: look at DefaultInterceptSendToEndpoint, at DryRunInterceptor and QueueCounter, or a dry run writes")
                .containsExactly("held", "held", "held", "held", "held");
    }

    private Endpoint held(Endpoint endpoint) {
        if (!endpoint.getEndpointUri().equals("direct://out")) {
            return endpoint;
        }
        DefaultInterceptSendToEndpoint held = new DefaultInterceptSendToEndpoint(endpoint, true);
        held.setBefore(exchange -> {
            seen.add("held");
            exchange.setProperty(ExchangePropertyKey.INTERCEPT_SEND_TO_ENDPOINT_WHEN_MATCHED, true);
        });
        return held;
    }

    @Test
    void anEndpointStrategyCanLetASendingThrough() throws Exception {
        context.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> watched(endpoint));
        route(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").setProperty("goes", constant(true)).to("direct:out");
                from("direct:stopped").to("direct:out");
                from("direct:out").process(exchange -> seen.add("sent"));
            }
        });

        send("direct:in");
        send("direct:stopped");

        assertThat(seen)
                .as(
                        "an exchange that is stopped before it is sent is sent even so: look at QueueCounter, or one is counted twice")
                .containsExactly("sent", "after");
    }

    private Endpoint watched(Endpoint endpoint) {
        if (!endpoint.getEndpointUri().equals("direct://out")) {
            return endpoint;
        }
        DefaultInterceptSendToEndpoint watched = new DefaultInterceptSendToEndpoint(endpoint, false);
        watched.setBefore(exchange -> exchange.setRouteStop(exchange.getProperty("goes") == null));
        watched.setAfter((Processor) exchange -> seen.add("after"));
        return watched;
    }

    private static final String FILE = """
            - routeConfiguration:
                id: handles
                onException:
                  - onException:
                      exception: [java.lang.Exception]
                      handled: {constant: "true"}
            - route:
                id: one
                routeConfigurationId: handles
                from:
                  uri: direct:one
                  steps:
                    - log: "one"
            """;

    private static final String ROUTE =
            FILE.substring(FILE.indexOf("- route:")).replace("    routeConfigurationId: handles\n", "");

    @Test
    void aFileCanBeReadBeforeAnythingOfItIsInForce() throws Exception {
        for (RoutesBuilder builder : RouteResources.parse(context, ResourceHelper.fromString("one.camel.yaml", FILE))) {
            assertThat(builder)
                    .as("configurations are added before routes: look at RouteLoading and the embedding")
                    .isInstanceOf(RouteConfigurationsBuilder.class);
        }

        assertThat(context.getRouteDefinitions())
                .as("reading adds routes now: look at RouteLoading")
                .isEmpty();
    }

    @Test
    void aSecondRouteOfAnIdTakesThePlaceOfTheFirstWithoutAWord() throws Exception {
        for (int i = 0; i < 2; i++) {
            for (RoutesBuilder builder :
                    RouteResources.parse(context, ResourceHelper.fromString(i + ".camel.yaml", ROUTE))) {
                context.addRoutes(builder);
            }
        }

        assertThat(context.getRouteDefinitions())
                .as("a second route of an id is kept or refused now: RouteLoading.refuseSecond can go")
                .hasSize(1);
    }

    @Test
    void aFieldThatIsNotKnownIsToldByItsNameAndALine() {
        String misspelt = FILE.replace("- log: \"one\"", "- log: {massage: one}");
        assertThatThrownBy(() -> {
                    for (RoutesBuilder builder :
                            RouteResources.parse(context, ResourceHelper.fromString("one.camel.yaml", misspelt))) {
                        context.addRoutes(builder);
                    }
                })
                .as("the words or the place of the error are others: look at RouteLoading.line")
                .satisfies(thrown -> {
                    Throwable cause = thrown;
                    while (!(cause instanceof MarkedYamlEngineException) && cause.getCause() != null) {
                        cause = cause.getCause();
                    }
                    assertThat(cause).isInstanceOf(MarkedYamlEngineException.class);
                    assertThat(thrown).hasStackTraceContaining("Unsupported field: massage");
                });
    }

    @Test
    void theOptionThatShouldStopTheRetriesOfTheHttpClientDoesNot() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            calls.incrementAndGet();
            call.getResponseHeaders().add("Retry-After", "0");
            call.sendResponseHeaders(503, -1);
            call.close();
        });
        server.start();
        try {
            context.start();
            send("http://127.0.0.1:%d/?automaticRetriesDisabled=true"
                    .formatted(server.getAddress().getPort()));
        } finally {
            server.stop(0);
        }

        assertThat(calls.get())
                .as(
                        "calls made: the option of the endpoint has an effect now, so that PlainHttpClient need not turn the retries off by itself")
                .isGreaterThan(1);
    }
}
