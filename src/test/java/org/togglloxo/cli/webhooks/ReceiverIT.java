package org.togglloxo.cli.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.Running;
import org.togglloxo.cli.RunningHere;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** The long-lived process as Loxo, and as strangers, see it from outside. */
class ReceiverIT extends ReceiverCase {

    @Test
    void aPersonMergedInLoxoIsFollowedByTheNextRunAndExplained() {
        long older = sandbox.loxo().seed(PersonSeed.named("Old").withEmail("old@elsewhere.example"));
        program.here("sync", "--once").exits(0);
        PersonSeed person = sandbox.loxo().people().get(1);
        try (RunningHere sync = program.with("SYNC_SCHEDULE", "0/2 * * * * ?").begin("sync")) {
            awaitReceiving(sync);
            sandbox.loxo().webhooks().register("person", "destroy", "http://127.0.0.1:" + port + "/webhooks/" + TOKEN);
            sandbox.loxo().merge(older, person.id());
            await().atMost(SECONDS).until(() -> sandbox.loxo().callsAbout(older).stream()
                    .anyMatch(call -> call.method().equals("GET") && call.status() == 200));
            await().atMost(SECONDS).until(() -> sync.out().lines().anyMatch(line -> line.contains("1 updated")));
        }
        assertThat(sandbox.loxo().duplicates()).isEmpty();
        String explained =
                program.here("explain", person.emails().get(0)).exits(0).out();
        assertThat(explained).contains("Loxo person " + older, "webhook", "merged-in-loxo");
    }

    @Test
    void aStrangerSeesTheSameEverywhereAndNothingIsBelieved() throws Exception {
        try (RunningHere sync = program.begin("sync")) {
            awaitReceiving(sync);
            List<String> seen = new ArrayList<>();
            for (String path : List.of(
                    "/",
                    "/webhooks",
                    "/webhooks/",
                    "/webhooks/" + TOKEN.substring(1),
                    "/webhooks/" + TOKEN.toLowerCase(Locale.ROOT),
                    "/webhooks/" + TOKEN + "/",
                    "/webhooks/x/" + TOKEN,
                    "/webhooks/wrong?token=" + TOKEN)) {
                HttpResponse<String> answer =
                        send(request(path).header("token", TOKEN).POST(body("person", "1", "destroy")));
                seen.add(answer.statusCode() + " " + answer.headers().map() + " " + answer.body());
            }
            assertThat(seen).allMatch(answer -> answer.startsWith("404 ")).containsOnly(seen.get(0));

            assertThat(send(request("/webhooks/" + TOKEN).GET()).statusCode()).isEqualTo(405);
            assertThat(send(request("/webhooks/" + TOKEN).PUT(body("person", "1", "destroy")))
                            .statusCode())
                    .isEqualTo(405);
            assertThat(send(request("/webhooks/wrong").GET()).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whatIsNoWebhookIsRefused() throws Exception {
        try (RunningHere sync = program.begin("sync")) {
            awaitReceiving(sync);
            for (String malformed : List.of(
                    "",
                    "not json",
                    "[]",
                    "{}",
                    "{\"data\":[]}",
                    "{\"data\":{\"item_type\":\"person\",\"item_id\":1}}",
                    "{\"data\":{\"item_type\":\"person\",\"item_id\":\"1/../2\",\"action\":\"destroy\"}}",
                    "{\"data\":{\"item_type\":\"person\",\"item_id\":-1,\"action\":\"destroy\"}}",
                    "{\"data\":{\"item_type\":{},\"item_id\":1,\"action\":\"destroy\"}}",
                    "{\"data\":{\"item_type\":\"person\",\"item_id\":1,\"action\":\"destroy\"}} more",
                    "[".repeat(20_000))) {
                HttpResponse<String> answer = post(malformed);
                assertThat(answer.statusCode()).as(malformed).isEqualTo(400);
                assertThat(answer.body()).isEmpty();
            }
            assertThat(post("{\"data\":{\"item_type\":\"person\",\"item_id\":\"1\",\"action\":\"destroy\"}}")
                            .statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void theTokenIsInNoLogAndNoAnswer() throws Exception {
        String part = TOKEN.substring(0, 8);
        try (Running sync = program.with("LOG_LEVEL", "TRACE").start("sync")) {
            awaitReceiving(sync);
            for (String body : List.of(notice("person", 1, "destroy"), notice("job", 1, "update"), "not json")) {
                HttpResponse<String> answer = post(body);
                assertThat(answer.headers().map() + answer.body()).doesNotContain(part);
            }
            raw("POST /webhooks/" + TOKEN + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n");
            raw("POST /webhooks/" + TOKEN + " HTTP/9.9\r\nbroken\r\n\r\n");
            await().atMost(SECONDS).until(() -> sync.err().contains("nothing follows from it"));
            Ended ended = sync.end(SECONDS);
            assertThat(ended.lines().filter(line -> line.contains(part))).isEmpty();
        }
        program.leftBehind().forEach((file, bytes) -> assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .as(file.toString())
                .doesNotContain(part));
    }

    @Test
    void anEditOfTheRoutesTakesEffectBehindTheSamePort() throws Exception {
        files.copyRoutes();
        try (RunningHere sync = program.begin("sync")) {
            awaitReceiving(sync);
            assertThat(post(notice("company", 11, "update")).statusCode()).isEqualTo(202);
            files.edit("79-log-webhook.camel.yaml", text -> text.replace("loggingLevel: DEBUG", "loggingLevel: WARN"));
            await().atMost(SECONDS).until(() -> sync.err().contains("taken over: routes/79-log-webhook.camel.yaml"));
            await().atMost(SECONDS)
                    .until(() -> post(notice("company", 12, "update")).statusCode() == 202);
            await().atMost(SECONDS).until(() -> sync.err().contains("webhook company 12 update: nothing follows"));
            assertThat(sync.err()).doesNotContain("webhook company 11");
            assertThat(post(notice("company", 12, "update").replace("company", ""))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended ended = on(taken).run("sync").exits(2);
            assertThat(ended.errors())
                    .singleElement()
                    .asString()
                    .contains("port " + taken.getLocalPort(), "webhooks.port");
            assertThat(ended.err()).doesNotContain("\tat ").doesNotContain(TOKEN);
        }
        assertThat(sandbox.toggl().total()).isZero();
    }

    @Test
    void nothingListensWithoutATokenOrForOneRun() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            on(taken).here("sync", "--once").exits(0);
            try (RunningHere sync = program.without("WEBHOOKS_TOKEN").begin("sync")) {
                await().atMost(SECONDS).until(() -> sync.err().contains("waiting for the schedule"));
                assertThat(sync.err()).doesNotContain("webhooks");
            }
            assertThat(taken.isBound()).isTrue();
        }
    }
}
