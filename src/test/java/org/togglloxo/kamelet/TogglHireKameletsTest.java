package org.togglloxo.kamelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.fault.PageFaults;
import org.togglloxo.sandbox.message.Call;

@Order(1)
class TogglHireKameletsTest extends KameletTest {

    private static final String EVERY_SECOND = "&pageSize=10&schedule=0/1+*+*+*+*+?";

    private List<String> received(String mock) {
        return mock(mock).getReceivedExchanges().stream()
                .map(exchange ->
                        exchange.getMessage().getBody(JsonNode.class).path("id").asText())
                .toList();
    }

    @Test
    void theSourceSendsEachCandidateOfAllPagesOnItsSchedule() throws Exception {
        host(routes -> routes.from("kamelet:toggl-hire-candidates-source?" + toggl() + EVERY_SECOND)
                .to("mock:all"));
        await().until(() -> received("all").size() >= 60);
        Set<String> ids = Set.copyOf(sandbox.toggl().candidateIds());
        assertThat(received("all").subList(0, 30)).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(received("all").subList(30, 60)).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void aCandidateForWhomTheHostsRouteFailsDoesNotHideTheOthers() throws Exception {
        String failing = sandbox.toggl().candidateIds().get(3);
        host(routes -> routes.from("kamelet:toggl-hire-candidates-source?" + toggl() + EVERY_SECOND)
                .process(exchange -> {
                    if (exchange.getMessage()
                            .getBody(JsonNode.class)
                            .path("id")
                            .asText()
                            .equals(failing)) {
                        throw new IllegalStateException("not this one");
                    }
                })
                .to("mock:all"));
        await().until(() -> received("all").size() >= 29);
        assertThat(received("all").subList(0, 29)).doesNotHaveDuplicates().doesNotContain(failing);
    }

    @Test
    void filtersAreSentAndTwoSourcesLiveSideBySide() throws Exception {
        host(routes -> {
            routes.from("kamelet:toggl-hire-candidates-source?hireState=rejected&" + toggl() + EVERY_SECOND)
                    .to("mock:rejected");
            routes.from("kamelet:toggl-hire-candidates-source?hireState=possible-hire&minScore=60&" + toggl()
                            + EVERY_SECOND)
                    .to("mock:best");
        });
        await().until(() -> !received("rejected").isEmpty() && !received("best").isEmpty());
        assertThat(mock("rejected").getReceivedExchanges()).allMatch(one -> one.getMessage()
                .getBody(JsonNode.class)
                .path("hire_state")
                .asText()
                .equals("rejected"));
        assertThat(mock("best").getReceivedExchanges())
                .allMatch(one ->
                        one.getMessage().getBody(JsonNode.class).path("score").asDouble() >= 60);
    }

    @Test
    void aTemporaryErrorIsSatOutAndRetryAfterKept() throws Exception {
        sandbox.togglFaults().on("GET /candidates").nth(2).then(Fault.answer(429, Map.of("Retry-After", "1"), "{}"));
        sandbox.togglFaults().on("GET /candidates").nth(4).then(Fault.status(503));
        host(routes -> routes.from("kamelet:toggl-hire-candidates-source?" + toggl() + EVERY_SECOND)
                .to("mock:all"));
        await().until(() -> received("all").size() >= 30);
        assertThat(received("all").subList(0, 30)).doesNotHaveDuplicates();
        List<Call> calls = sandbox.toggl().calls();
        assertThat(Duration.between(calls.get(1).at(), calls.get(2).at())).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void aHostThatStopsWaitsForNoServiceThatAsksToBeLeftAlone() throws Exception {
        sandbox.togglFaults().on("GET /candidates").then(Fault.answer(429, Map.of("Retry-After", "600"), "{}"));
        host(routes -> routes.from("kamelet:toggl-hire-candidates-source?" + toggl() + EVERY_SECOND)
                .to("mock:all"));
        await().until(() -> sandbox.toggl().countOf("GET /candidates") > 0);
        Instant asked = Instant.now();
        stopHost();
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(20));
        assertThat(sandbox.toggl().countOf("GET /candidates")).isEqualTo(1);
    }

    @Test
    void aForeignLinkIsNotFollowedAndWhoCameBeforeIsSent() throws Exception {
        sandbox.togglFaults()
                .on("GET /candidates")
                .from(2)
                .then(PageFaults.foreignLink("http://127.0.0.1:9/api/v2.2/candidates"));
        host(routes -> {
            routes.from("kamelet:toggl-hire-candidates-source?" + toggl() + EVERY_SECOND)
                    .to("mock:all");
        });
        await().until(() -> received("all").size() >= 20);
        assertThat(Set.copyOf(received("all"))).hasSize(20);
    }

    @Test
    void aRefusedKeyIsExplainedByTheParameters() throws Exception {
        sandbox.togglFaults().on(call -> true).then(Fault.status(401));
        host(routes -> {
            routes.from("kamelet:toggl-hire-candidates-source?" + toggl() + EVERY_SECOND)
                    .to("mock:all");
            routes.from("direct:in").to("kamelet:toggl-hire-candidate-action?" + toggl());
        });
        assertThat(send(exchange -> exchange.getMessage().setBody("7")).getException())
                .isInstanceOf(HttpOperationFailedException.class)
                .hasMessageContaining("Toggl Hire answered 401")
                .hasMessageContaining("/candidates/7: apiKey is wrong")
                .hasMessageEndingWith("integration settings page and set apiKey");
        await().until(() -> logged().stream().anyMatch(line -> line.contains("to GET /candidates: apiKey is wrong")));
    }

    @Test
    void theActionReadsTheWholeCandidateByHeaderBodyOrCandidate() throws Exception {
        host(routes -> routes.from("direct:in").to("kamelet:toggl-hire-candidate-action?" + toggl()));
        String id = sandbox.toggl().candidateIds().get(0);
        List<Exchange> answers = List.of(
                send(exchange -> exchange.getMessage().setHeader("candidateId", id)),
                send(exchange -> exchange.getMessage().setBody(id)),
                send(exchange -> exchange.getMessage().setBody(TextNode.valueOf(id))),
                send(exchange -> exchange.getMessage().setBody(Map.of("id", id))),
                send(exchange -> exchange.getMessage()
                        .setBody("{\"id\": \"%s\"}".formatted(id).getBytes(StandardCharsets.UTF_8))),
                send(exchange -> exchange.getMessage()
                        .setBody(sandbox.toggl().candidate(id).orElseThrow())));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.getException()).isNull();
            assertThat(answer.getMessage().getBody(JsonNode.class).path("id").asText())
                    .isEqualTo(id);
            assertThat(answer.getMessage().getBody(JsonNode.class).has("questions"))
                    .isTrue();
            assertThat(answer.getMessage().getHeaders()).doesNotContainKey("Authorization");
        });
        for (Object body : List.of("", "{", "{}", Map.of())) {
            assertThat(send(exchange -> exchange.getMessage().setBody(body)).getException())
                    .hasMessageContaining("No candidate is named");
        }
        assertThat(send(exchange -> exchange.getMessage().setBody("none")).getException())
                .isInstanceOf(HttpOperationFailedException.class)
                .hasMessageContaining("404");
    }

    @ParameterizedTest
    @MethodSource("withoutEnd")
    void aCandidateWhoseAnswerDoesNotEndEndsTheMessage(Fault fault) throws Exception {
        sandbox.togglFaults().on("GET /candidates/{id}").then(fault);
        host(routes -> routes.from("direct:in").to("kamelet:toggl-hire-candidate-action?" + toggl() + SHORT));
        String id = sandbox.toggl().candidateIds().get(0);
        Exchange answer = send(exchange -> exchange.getMessage().setBody(id));
        endsInTime(answer, fault, sandbox.toggl(), "GET /candidates/{id}");
    }

    @ParameterizedTest
    @MethodSource("withoutEnd")
    void aPageThatDoesNotEndEndsTheWalkAndTheNextOneReadsAll(Fault fault) throws Exception {
        sandbox.togglFaults().on("GET /candidates").nth(2).then(fault);
        sandbox.togglFaults().on("GET /candidates").nth(3).then(fault);
        host(routes -> routes.from("kamelet:toggl-hire-candidates-source?" + toggl() + EVERY_SECOND + SHORT)
                .to("mock:all"));
        await().until(() -> received("all").containsAll(sandbox.toggl().candidateIds()));
    }

    @Test
    void aMissingOrWrongParameterIsNamedAtTheStart() {
        assertThatThrownBy(() -> host(routes ->
                        routes.from("kamelet:toggl-hire-candidates-source").to("mock:all")))
                .hasStackTraceContaining("apiKey");
        assertThatThrownBy(() -> host(routes -> routes.from(
                                "kamelet:toggl-hire-candidates-source?pageSize=500&minScore=90&maxScore=10&apiKey='k'&baseUrl=api.hire.toggl.com")
                        .to("mock:all")))
                .hasStackTraceContaining("pageSize is '500': a whole number from 1 to 100 is needed")
                .hasStackTraceContaining("baseUrl is 'api.hire.toggl.com'")
                .hasStackTraceContaining("minScore is '90' and maxScore is '10': nobody is listed")
                .hasStackTraceContaining("apiKey holds quotation marks");
        assertThatThrownBy(() -> host(routes -> routes.from("direct:in")
                        .to("kamelet:toggl-hire-candidate-action?apiKey=k&baseUrl=http://api.hire.toggl.com")))
                .hasStackTraceContaining("baseUrl is 'http://api.hire.toggl.com': https is needed");
        assertThatThrownBy(() -> host(routes ->
                        routes.from("direct:in").to("kamelet:toggl-hire-candidate-action?baseUrl=http://127.0.0.1:9")))
                .hasStackTraceContaining("apiKey");
    }
}
