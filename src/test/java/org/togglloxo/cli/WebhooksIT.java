package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.webhook.WebhookRegistration;

class WebhooksIT extends ProcessTest {

    private static final String TOKEN = "5b8c1e0f9d2a47366e81b0c4f7d93a25";
    private static final String URL = "https://hooks.example.com/webhooks/" + TOKEN;

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(0);
    }

    @BeforeEach
    void start() {
        program.with("WEBHOOKS_TOKEN", TOKEN).with("RETRY_DELAY", "1");
    }

    @Test
    void whatTheRoutesUseIsRegisteredOnce() {
        JsonNode first = program.run("webhooks", "register", "--endpoint-url", URL, "--output", "json")
                .exits(0)
                .json();
        assertThat(first.get("registered")).hasSize(4);
        assertThat(first.get("advice").textValue()).isEmpty();
        assertThat(registered()).containsExactlyInAnyOrder("person destroy", "job create", "job update", "job destroy");

        Ended again =
                program.here("webhooks", "register", "--endpoint-url", URL).exits(0);
        assertThat(again.out().lines()).hasSize(4).allMatch(line -> line.endsWith("was there already"));
        assertThat(sandbox.loxo().countOf("POST /webhooks")).isEqualTo(4);
    }

    @Test
    void theTokenNeedNotStandOnTheCommandLine() {
        program.here("webhooks", "register", "--endpoint-url", "https://hooks.example.com/webhooks/{token}")
                .exits(0);
        assertThat(sandbox.loxo().webhooks().registered())
                .extracting(WebhookRegistration::endpointUrl)
                .containsOnly(URL);

        Ended without = program.without("WEBHOOKS_TOKEN")
                .here("webhooks", "register", "--endpoint-url", "https://hooks.example.com/webhooks/{token}")
                .exits(2);
        assertThat(without.err()).contains("webhooks.token is empty");
    }

    @Test
    void everyPairOfTypeAndActionThatIsAskedForIsRegistered() {
        program.here(
                        "webhooks",
                        "register",
                        "--endpoint-url",
                        URL,
                        "--item-type",
                        "deal",
                        "--item-type",
                        "placement",
                        "--action",
                        "create",
                        "--action",
                        "destroy")
                .exits(0);
        assertThat(registered())
                .containsExactlyInAnyOrder("deal create", "deal destroy", "placement create", "placement destroy");
    }

    @Test
    void aLostAnswerDoesNotRegisterTwice() {
        sandbox.loxoFaults().on("POST /webhooks").nth(1).then(Fault.resetAfter());
        sandbox.loxoFaults().on("POST /webhooks").nth(2).then(Fault.appliedThen(502));
        sandbox.loxoFaults().on("POST /webhooks").nth(3).then(Fault.status(429));
        sandbox.loxoFaults().on("POST /webhooks").nth(5).then(Fault.notJson());
        JsonNode done = program.here("webhooks", "register", "--endpoint-url", URL, "--output", "json")
                .exits(0)
                .json();
        assertThat(done.get("registered")).hasSize(4);
        assertThat(registered()).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void aSuccessThatSavedNothingIsNotBelieved() {
        sandbox.loxoFaults().on("POST /webhooks").then(Fault.savedNothing("webhook"));
        assertThat(program.here("webhooks", "register", "--endpoint-url", URL)
                        .exits(1)
                        .errors())
                .singleElement()
                .asString()
                .contains("POST /webhooks", "does not show it");
    }

    @ParameterizedTest
    @CsvSource({
        "--item-type, people, person_education_profile",
        "--action, merge, destroy",
    })
    void aValueThatLoxoDoesNotListIsRefusedBeforeAnyCall(String option, String value, String oneAllowed) {
        for (List<String> command : List.of(
                List.of("webhooks", "register", "--endpoint-url", URL, option, value),
                List.of("webhooks", "update", "1", option, value))) {
            Ended ended = program.here(command.toArray(String[]::new)).exits(2);
            assertThat(ended.err()).contains(option, "'" + value + "'", oneAllowed);
        }
        assertThat(sandbox.loxo().total()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hooks.example.com/webhooks/" + TOKEN,
                "ftp://hooks.example.com/webhooks/" + TOKEN,
                "http://hooks.example.com/webhooks/" + TOKEN,
                "https://user:secret@hooks.example.com/webhooks/" + TOKEN,
                "https://hooks example.com/webhooks/" + TOKEN
            })
    void aUrlThatIsNoneOrOpenIsRefusedWithoutShowingTheToken(String url) {
        Ended ended =
                program.here("webhooks", "register", "--endpoint-url", url).exits(2);
        assertThat(ended.err())
                .contains("--endpoint-url", "https")
                .doesNotContain(TOKEN)
                .doesNotContain("secret");
        assertThat(sandbox.loxo().total()).isZero();
    }

    @Test
    void noTokenIsShownWhosesoeverItIs() {
        sandbox.loxo().webhooks().register("deal", "create", "https://other.example/hooks/catch/12345/abcdef?key=zyx");
        sandbox.loxo().webhooks().register("deal", "update", "https://other.example/0123456789abcdef0123");
        program.here("webhooks", "register", "--endpoint-url", URL).exits(0);
        for (String format : List.of("text", "json")) {
            Ended ended = program.with("LOG_LEVEL", "DEBUG")
                    .here("webhooks", "list", "--output", format)
                    .exits(0);
            assertThat(ended.out())
                    .contains("https://hooks.example.com/webhooks/***", "https://other.example/hooks/***");
            assertThat(ended.out() + ended.err())
                    .doesNotContain(TOKEN.substring(0, 8))
                    .doesNotContain("abcdef")
                    .doesNotContain("zyx");
        }
        assertThat(program.here("webhooks", "list").out().lines())
                .filteredOn(line -> line.endsWith("received here"))
                .hasSize(4);
    }

    @Test
    void aUrlThatLeadsElsewhereIsRegisteredAsItIsAndSaidSo() {
        Ended ended = program.here(
                        "webhooks",
                        "register",
                        "--endpoint-url",
                        "https://hooks.example.com/elsewhere",
                        "--action",
                        "create")
                .exits(0);
        assertThat(ended.out()).contains("https://hooks.example.com/webhooks/{token}");
        assertThat(sandbox.loxo().webhooks().registered())
                .extracting(WebhookRegistration::endpointUrl)
                .containsOnly("https://hooks.example.com/elsewhere");
    }

    @Test
    void aWebhookIsChangedAndRemoved() {
        String id = Long.toString(sandbox.loxo()
                .webhooks()
                .register("person", "update", "https://old.example/x")
                .id());
        program.here("webhooks", "update", id, "--action", "destroy", "--endpoint-url", URL)
                .exits(0);
        assertThat(sandbox.loxo().webhooks().registered())
                .containsExactly(new WebhookRegistration(Long.parseLong(id), "person", "destroy", URL));
        assertThat(program.here("webhooks", "update", "1", "--action", "create")
                        .exits(2)
                        .errors())
                .singleElement()
                .asString()
                .contains("no webhook 1");

        sandbox.loxoFaults().on("DELETE /webhooks/{id}").nth(1).then(Fault.resetAfter());
        JsonNode gone = program.here("webhooks", "remove", id, "1", "--output", "json")
                .exits(0)
                .json();
        assertThat(sandbox.loxo().webhooks().registered()).isEmpty();
        assertThat(gone.get("absent")).hasSize(2);
    }

    @Test
    void aRefusalIsExplained() {
        sandbox.loxoFaults().on("GET /webhooks").then(Fault.status(403));
        assertThat(program.here("webhooks", "list").exits(4).errors())
                .singleElement()
                .asString()
                .contains("GET /webhooks", "the key works", "support");

        assertThat(program.with("LOXO_API_KEY", "wrong-key")
                        .here("webhooks", "list")
                        .exits(4)
                        .errors())
                .singleElement()
                .asString()
                .contains("loxo.api-key");
    }

    @Test
    void aLoxoThatDoesNotAnswerIsSaidSo() {
        sandbox.loxoFaults().on("GET /webhooks").then(Fault.status(503));
        assertThat(program.here("webhooks", "list").exits(1).errors())
                .singleElement()
                .asString()
                .contains("503", "GET /webhooks");
    }

    @Test
    void doctorSaysWhetherLoxoTellsThisReceiver() {
        assertThat(program.here("doctor").exits(0).out())
                .contains("received at http://127.0.0.1:8094/webhooks/{token}", "does not tell this receiver of");
        program.here("webhooks", "register", "--endpoint-url", URL).exits(0);
        assertThat(program.here("doctor").exits(0).out())
                .contains("tells this receiver of")
                .doesNotContain(TOKEN);
        assertThat(program.without("WEBHOOKS_TOKEN").here("doctor").exits(0).out())
                .contains("not received, since webhooks.token is empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8letters",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "0123456789abcdef0123456789abcdef",
                "passwordpasswordpassword1A",
                "correct-horse-battery-staple-webhook",
                "5b8c1e0f9d2a4736/6e81b0c4f7d93a25"
            })
    void aTokenThatCanBeGuessedIsRefusedWithAFreshOne(String weak) {
        String error = program.with("WEBHOOKS_TOKEN", weak)
                .here("sync", "--once")
                .exits(2)
                .errors()
                .get(0);
        assertThat(error).contains("webhooks.token", "128 random bits").doesNotContain(weak);
        String proposed = error.replaceFirst(".*just now: ([0-9a-f]{64})\\..*", "$1");
        program.with("WEBHOOKS_TOKEN", proposed).here("sync", "--once").exits(0);
    }

    private List<String> registered() {
        return sandbox.loxo().webhooks().registered().stream()
                .map(webhook -> webhook.itemType() + " " + webhook.action())
                .toList();
    }
}
