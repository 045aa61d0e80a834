package org.togglloxo.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.togglloxo.failure.Fail;
import org.togglloxo.sandbox.fault.Fault;

/** Messages that the sinks or Loxo refuse, in words of the Kamelet. */
class RefusedMessagesTest extends KameletTest {

    private static String person(String address, String more) {
        return """
                {"person":{"name":"Zoë Ørsted"},"emails":["%s"]%s}""".formatted(address, more);
    }

    @Test
    void aMessageWithoutABodyIsSaidToLackIt() throws Exception {
        personSink("");
        assertThat(send(exchange -> exchange.getMessage().setBody(null)).getException())
                .hasMessageContaining("has no body");
    }

    @Test
    void aBodyThatIsNoJsonIsSaidToBeNoneAndNotShown() throws Exception {
        personSink("");
        for (Object body : List.of(
                "{\"emails\": [\"zoe@example.com\"",
                person("zoe@example.com", "") + "zoe",
                person("zoe@example.com", ",\"emails\":[\"zoe@home.example\"]"),
                List.of(1),
                Instant.now())) {
            assertThat(send(exchange -> exchange.getMessage().setBody(body)).getException())
                    .isInstanceOf(Fail.class)
                    .hasMessageContaining("(" + body.getClass().getName() + ") is no JSON object")
                    .hasMessageNotContaining("zoe");
        }
        assertThat(sandbox.loxo().total()).isZero();
    }

    private Throwable refused(Exchange answer) {
        assertThat(answer.getException())
                .isInstanceOfSatisfying(HttpOperationFailedException.class, error -> assertThat(error.getStatusCode())
                        .isEqualTo(403))
                .message()
                .doesNotContain("loxo.", "doctor", "retry");
        return answer.getException();
    }

    @Test
    void aRefusedRecordIsExplainedInLoxosWords() throws Exception {
        sandbox.loxoFaults().on("POST /people").then(Fault.answer(403, Map.of(), "{\"error\":\"No seat is left\"}"));
        personSink("");
        assertThat(refused(person(person("zoe@example.com", ",\"create\":true"))))
                .hasMessageStartingWith(
                        "Loxo answered 403 (\"No seat is left\") to POST /people, but answers the probe")
                .hasMessageEndingWith("Look at the person in Loxo (blocked, or owned by somebody else)");
    }

    @Test
    void aRefusedKeyIsExplainedByTheParameters() throws Exception {
        sandbox.loxoFaults().on(call -> true).then(Fault.answer(403, Map.of(), "{\"error\":\"Forbidden\"}"));
        personSink("");
        assertThat(refused(person(person("zoe@example.com", ",\"create\":true"))))
                .hasMessageContaining("and to the probe GET /job_categories: agencySlug ('%s') or apiKey is wrong"
                        .formatted(sandbox.options().agencySlug()));
        host(routes -> routes.from("direct:in").to("kamelet:loxo-apply-sink?jobId=1&" + loxo()));
        assertThat(refused(apply("application/pdf", new byte[] {1}))).hasMessageContaining("or apiKey is wrong");
    }

    @Test
    void anApplicationTakesAFileOfAnyTypeAndNothingElse() throws Exception {
        host(routes -> routes.from("direct:in").to("kamelet:loxo-apply-sink?jobId=1&" + loxo()));
        assertThat(apply("nonsense", new byte[] {1}).getException())
                .hasMessageContaining("The header Content-Type is no type of a file");
        assertThat(apply("application/pdf", Map.of("name", "Zoë")).getException())
                .hasMessageContaining("a body, the file of the resume, is missing");
        long job = sandbox.loxo().jobs().get(0).path("id").asLong();
        host(routes -> routes.from("direct:in").to("kamelet:loxo-apply-sink?jobId=" + job + "&" + loxo()));
        assertThat(apply("text/plain; charset=ISO-8859-1", "Zoë").getException())
                .isNull();
    }

    private Exchange apply(String contentType, Object body) {
        return send(exchange -> {
            exchange.getMessage().setHeaders(new HashMap<>(LoxoKameletsTest.ZOE));
            exchange.getMessage().setHeader("Content-Type", contentType);
            exchange.getMessage().setBody(body);
        });
    }

    @Test
    void aBodyWithoutAnAddressIsSaidToLackIt() throws Exception {
        personSink("");
        assertThat(person(person("n/a", ",\"create\":true")).getException())
                .hasMessageContaining("has no e-mail address")
                .hasMessageEndingWith("Add one in the body of the message");
    }

    @Test
    void aSettingIsCalledByTheNameOfItsParameter() throws Exception {
        sandbox.loxoFaults().on("GET /people").then(Fault.drip(Duration.ofMillis(20)));
        personSink(SHORT);
        assertThat(person(person("zoe@example.com", "")).getException()).hasMessageEndingWith("set callTimeout higher");
    }

    @Test
    void whatLoxoHasNoPlaceForIsSaidSo() throws Exception {
        personSink("");
        assertThat(person("{\"person\":{\"name\":\"Zoe\",\"shoe_size\":\"40\"},\"emails\":[\"zoe@example.com\"]}")
                        .getException())
                .hasMessageContaining("person.shoe_size")
                .hasMessageContaining("the body of the message")
                .message()
                .doesNotContain("routes/");
        assertThat(person(
                                "{\"person\":{\"name\":\"Zoe\"},\"fields\":{\"Toggl score\":1},\"emails\":[\"zoe@example.com\"]}")
                        .getException())
                .hasMessageContaining("fields by name");
    }
}
