package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** The long-lived process as Loxo, and as strangers, see it from outside. */
class ReceiverIT extends ProcessTest {

    private static final String TOKEN = "Wq7Vb2mNp9rKs4wZa1cXy5T3";
    private static final String NEVER = "0 0 0 1 1 ?";
    private static final Duration SECONDS = Duration.ofSeconds(40);

    private static final Pattern LISTENING = Pattern.compile("webhooks are received at http://127\\.0\\.0\\.1:(\\d+)/");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private int port;

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(40);
    }

    @BeforeEach
    void start() {
        program.with("WEBHOOKS_TOKEN", TOKEN).with("WEBHOOKS_PORT", "0").with("SYNC_SCHEDULE", NEVER);
    }

    @Test
    void aPersonMergedInLoxoIsFollowedByTheNextRunAndExplained() {
        long older = sandbox.loxo().seed(PersonSeed.named("Old").withEmail("old@elsewhere.example"));
        program.run("sync", "--once").exits(0);
        PersonSeed person = sandbox.loxo().people().get(1);
        try (Running sync = program.with("SYNC_SCHEDULE", "0/2 * * * * ?").start("sync")) {
            awaitReceiving(sync);
            sandbox.loxo().webhooks().register("person", "destroy", "http://127.0.0.1:" + port + "/webhooks/" + TOKEN);
            sandbox.loxo().merge(older, person.id());
            await().atMost(SECONDS).until(() -> sandbox.loxo().callsAbout(older).stream()
                    .anyMatch(call -> call.method().equals("GET") && call.status() == 200));
            await().atMost(SECONDS).until(() -> sync.out().lines().anyMatch(line -> line.contains("1 updated")));
        }
        assertThat(sandbox.loxo().duplicates()).isEmpty();
        String explained =
                program.run("explain", person.emails().get(0)).exits(0).out();
        assertThat(explained).contains("Loxo person " + older, "webhook", "merged-in-loxo");
    }

    @Test
    void aStrangerSeesTheSameEverywhereAndNothingIsBelieved() throws Exception {
        try (Running sync = program.start("sync")) {
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
        try (Running sync = program.start("sync")) {
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
    void aBodyThatIsTooLongIsRefusedBeforeItIsRead() throws Exception {
        try (Running sync = program.start("sync")) {
            awaitReceiving(sync);
            assertThat(raw("POST /webhooks/" + TOKEN + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n"))
                    .startsWith("HTTP/1.1 413");
            assertThat(raw("POST /webhooks/wrong HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n"))
                    .startsWith("HTTP/1.1 404");
            String chunk = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
            assertThat(raw("POST /webhooks/" + TOKEN + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + chunk + chunk + chunk))
                    .startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void answersWhileLoxoDoesNot() throws Exception {
        program.run("sync", "--once").exits(0);
        List<PersonSeed> people = sandbox.loxo().people();
        sandbox.loxoFaults().on("GET /people/{id}").then(Fault.hang());
        try (Running sync = program.start("sync")) {
            awaitReceiving(sync);
            post(notice("person", people.get(0).id(), "destroy"));
            await().atMost(SECONDS).until(() -> sandbox.loxo().countOf("GET /people/{id}") == 1);
            for (PersonSeed person : people) {
                assertThat(post(notice("person", person.id(), "destroy")).statusCode())
                        .isEqualTo(202);
            }
            assertThat(sandbox.loxo().countOf("GET /people/{id}"))
                    .as("the first one is not answered yet")
                    .isEqualTo(1);
        }
    }

    @Test
    void aFloodIsTurnedAwayWhileARunGoesOn() {
        sandbox.loxo().latency(Duration.ofMillis(100));
        long known = sandbox.loxo().seed(PersonSeed.named("Old"));
        try (Running sync = program.with("SYNC_SCHEDULE", "* * * * * ?")
                .with("WEBHOOKS_QUEUE_SIZE", "3")
                .start("sync", "--output", "json")) {
            awaitReceiving(sync);
            await().atMost(SECONDS).until(() -> sandbox.loxo().countOf("PUT /people/{id}") >= 3);
            List<Long> ids = sandbox.loxo().people().stream()
                    .map(PersonSeed::id)
                    .filter(id -> id != known)
                    .toList();
            List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 400)
                    .mapToObj(i -> http.sendAsync(
                            request("/webhooks/" + TOKEN)
                                    .POST(BodyPublishers.ofString(notice(
                                            "person", ids.get(i % ids.size()), i % 2 == 0 ? "update" : "destroy")))
                                    .build(),
                            BodyHandlers.ofString()))
                    .toList();
            List<Integer> statuses = answers.stream()
                    .map(answer -> answer.handle((got, broken) -> {
                                if (got != null && got.statusCode() == 503) {
                                    assertThat(got.headers().firstValue("Retry-After"))
                                            .isPresent();
                                }
                                return got == null ? 0 : got.statusCode();
                            })
                            .join())
                    .toList();
            assertThat(statuses).contains(202).contains(503).isSubsetOf(0, 202, 503);
            await().atMost(SECONDS).until(() -> !sync.out().isEmpty());
            sync.signal("TERM");
            Ended ended = sync.awaitEnd(SECONDS).exits(143);
            assertThat(ended.out().lines().findFirst().orElseThrow())
                    .contains("\"deferred\":0", "\"failed\":0", "\"ended\":\"finished\"");
        }
        assertThat(sandbox.loxo().duplicates()).isEmpty();
    }

    @Test
    void connectionsThatSayNothingDoNotUseItUp() throws Exception {
        try (Running sync = program.start("sync")) {
            awaitReceiving(sync);
            List<Socket> idle = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.getOutputStream().write("POST /webhooks/".getBytes(StandardCharsets.US_ASCII));
                idle.add(socket);
            }
            await().atMost(SECONDS)
                    .ignoreExceptions()
                    .until(() -> post(notice("person", 1, "destroy")).statusCode() == 202);
            for (Socket socket : idle) {
                socket.setSoTimeout(15_000);
                assertThat(endOf(socket)).isTrue();
                socket.close();
            }
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
            sync.signal("TERM");
            Ended ended = sync.awaitEnd(SECONDS).exits(143);
            assertThat(ended.lines().filter(line -> line.contains(part))).isEmpty();
        }
        program.leftBehind().forEach((file, bytes) -> assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .as(file.toString())
                .doesNotContain(part));
    }

    @Test
    void anEditOfTheRoutesTakesEffectBehindTheSamePort() throws Exception {
        files.copyRoutes();
        try (Running sync = program.start("sync")) {
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
            on(taken).run("sync", "--once").exits(0);
            try (Running sync = program.without("WEBHOOKS_TOKEN").start("sync")) {
                await().atMost(SECONDS).until(() -> sync.err().contains("waiting for the schedule"));
                assertThat(sync.err()).doesNotContain("webhooks");
            }
            assertThat(taken.isBound()).isTrue();
        }
    }

    private Program on(ServerSocket taken) {
        return program.with("WEBHOOKS_PORT", Integer.toString(taken.getLocalPort()));
    }

    private void awaitReceiving(Running sync) {
        port = await().atMost(SECONDS)
                .until(() -> LISTENING.matcher(sync.err()).results().findFirst(), Optional::isPresent)
                .map(said -> Integer.parseInt(said.group(1)))
                .orElseThrow();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(15))
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send(request("/webhooks/" + TOKEN).POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.BodyPublisher body(String itemType, String id, String action) {
        return BodyPublishers.ofString(notice(itemType, Long.parseLong(id), action));
    }

    private static String notice(String itemType, long id, String action) {
        return "{\"data\":{\"item_type\":\"%s\",\"item_id\":%d,\"action\":\"%s\",\"timestamp\":1,\"signature\":\"x\"}}"
                .formatted(itemType, id, action);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }

    /** Closed from the other end, in whatever way. */
    private static boolean endOf(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // what was said before the end does not matter
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
