package org.togglloxo.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.page.RawHttp.Reply;

/** Who may not is told so: nothing is changed, nothing personal is read, and runs go on. */
class PageSecurityTest extends PageTest {

    private static final List<String> LOOKS = Stream.concat(
                    VIEWS.stream(),
                    Stream.of(
                            "/api/candidates/ID",
                            "/api/candidates/ID/who",
                            "/api/candidates?search=ann%40example.com",
                            EVENTS))
            .toList();
    private static final List<String> ACTS = List.of(
            "/api/candidates/ID/retry",
            "/api/candidates/ID/link",
            "/api/candidates/ID/forget",
            "/api/failures/retry",
            "/api/runs");

    private String id;
    private String failing;

    @BeforeEach
    void someCandidates() {
        flow.betweenEmptyServices();
        id = flow.toggl().add(someone("ann@example.com").named("Ann Lee"));
        failing = flow.toggl().add(someone("not an address").named("Bob Roe"));
    }

    private String at(String path) {
        return path.replace("ID", id);
    }

    /** The ledger is as it was, and nobody was asked. */
    private void nothingHappened(long calls) {
        assertThat(flow.known(id).attempted()).isNotNull();
        assertThat(flow.known(failing).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(flow.ledger().runs().last(5)).hasSize(1);
        assertThat(flow.ledger().audit().size()).isZero();
        assertThat(calls()).isEqualTo(calls);
    }

    private long calls() {
        return flow.toggl().total();
    }

    @Test
    void withoutTokensThereAreCountsAndIdsAlone() {
        serve("", "");
        flow.run();
        long calls = calls();
        for (String path : LOOKS.subList(0, 7)) {
            Reply reply = http.ask("GET", at(path), Map.of(), null);
            assertThat(reply.status()).as(path).isEqualTo(200);
            assertThat(reply.body()).as(path).doesNotContain("Ann", "Bob", "ann@example.com", "not an address");
        }
        assertThat(http.ask("GET", "/api/candidates/" + failing, Map.of(), null).body())
                .contains("\"outcome\":\"failed\"")
                .contains("\"sentence\":\"\"");
        for (String path : LOOKS.subList(7, 9)) {
            assertThat(http.ask("GET", at(path), Map.of(), null).status())
                    .as(path)
                    .isEqualTo(403);
        }
        for (String path : ACTS) {
            Reply reply = http.ask("POST", at(path), Map.of("Content-Type", "application/json"), "{\"person\":1}");
            assertThat(reply.status()).as(path).isEqualTo(403);
        }
        assertThat(get("/api/status", "any-token-whatsoever").status()).isEqualTo(401);
        assertThat(get("/api/status", "").status()).isEqualTo(401);
        nothingHappened(calls);
    }

    @Test
    void withTokensNobodySeesAnythingWithoutOne() {
        serve();
        flow.run();
        long calls = calls();
        for (String wrong : List.of("", READER + "x", READER.substring(1), "Bearer", ADMIN.toUpperCase())) {
            LOOKS.forEach(
                    path -> assertThat(get(at(path), wrong).status()).as(path).isEqualTo(401));
            ACTS.forEach(path ->
                    assertThat(post(at(path), wrong, "{}").status()).as(path).isEqualTo(401));
        }
        LOOKS.forEach(path ->
                assertThat(http.ask("GET", at(path), Map.of(), null).status()).isEqualTo(401));
        // a token in a URL would stand in histories and logs
        assertThat(http.ask("GET", "/api/status?token=" + ADMIN, Map.of(), null).status())
                .isEqualTo(401);
        nothingHappened(calls);
    }

    @Test
    void whoMayLookMayDoNothing() {
        serve();
        flow.run();
        long calls = calls();
        ACTS.forEach(path -> assertThat(post(at(path), READER, "{\"person\":1}").status())
                .as(path)
                .isEqualTo(403));
        nothingHappened(calls);
    }

    @Test
    void otherPagesCanDoNothing() {
        serve();
        flow.run();
        long calls = calls();
        for (Map<String, String> from : List.of(
                Map.of("Origin", "https://evil.example"),
                Map.of("Origin", "null"),
                Map.of("Origin", "http://127.0.0.1:1"),
                Map.of("Sec-Fetch-Site", "cross-site"),
                Map.of("Sec-Fetch-Site", "same-site"),
                Map.of("Sec-Fetch-Site", "same-origin", "Origin", "https://evil.example"))) {
            ACTS.forEach(path -> assertThat(post(at(path), ADMIN, "{}", from).status())
                    .as(path + from)
                    .isEqualTo(403));
        }
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
            ACTS.forEach(path -> assertThat(post(at(path), ADMIN, "{}", Map.of("Content-Type", type))
                            .status())
                    .isEqualTo(415));
        }
        nothingHappened(calls);
        Map<String, String> own = Map.of("Origin", "http://127.0.0.1:" + http.port(), "Sec-Fetch-Site", "same-origin");
        assertThat(post("/api/candidates/" + id + "/retry", ADMIN, "{}", own).status())
                .isEqualTo(200);
    }

    @Test
    void anotherNameThatLeadsHereIsNotServed() {
        serve();
        flow.run();
        for (String host : List.of("evil.example", "evil.example:" + http.port(), "127.0.0.1.evil.example", "")) {
            Reply look = http.ask("GET", "/api/status", Map.of("Authorization", "Bearer " + ADMIN, "Host", host), null);
            assertThat(look.status()).as(host).isIn(400, 403, 421);
            assertThat(look.body()).doesNotContain("runs");
            assertThat(http.ask("GET", "/", Map.of("Host", host), null).status())
                    .isIn(400, 403, 421);
        }
        for (String host : List.of("localhost", "LOCALHOST:1", "[::1]:8095", "127.0.0.1")) {
            assertThat(http.ask("GET", "/", Map.of("Host", host), null).status())
                    .as(host)
                    .isEqualTo(200);
        }
    }

    @Test
    void whatIsNoRequestOfOursIsToldSo() {
        serve();
        assertThat(http.ask("PUT", "/api/runs", with(ADMIN), "{}").status()).isEqualTo(405);
        assertThat(http.ask("OPTIONS", "/api/runs", with(ADMIN), null).status()).isEqualTo(405);
        assertThat(get("/api/elsewhere", ADMIN).status()).isEqualTo(404);
        assertThat(get("/../pom.xml", ADMIN).status()).isEqualTo(404);
        assertThat(get("/api/candidates/%zz", ADMIN).status()).isEqualTo(400);
        assertThat(get("/api/candidates?outcome=odd", ADMIN).status()).isEqualTo(400);
        assertThat(get("/api/candidates/nobody", ADMIN).status()).isEqualTo(404);
        assertThat(post("/api/candidates/" + id + "/retry", ADMIN, "[1").status())
                .isEqualTo(400);
        assertThat(json(get("/api/elsewhere", ADMIN)).path("error").asText()).isNotEmpty();
    }

    @Test
    void everyAnswerIsGuarded() {
        serve();
        for (String path : List.of("/", "/page.css", "/api/status", "/api/elsewhere", "/nowhere")) {
            assertThat(get(path, READER).headers())
                    .as(path)
                    .containsEntry("x-content-type-options", "nosniff")
                    .containsEntry("x-frame-options", "DENY")
                    .containsEntry("referrer-policy", "no-referrer")
                    .hasEntrySatisfying("content-security-policy", policy -> assertThat(policy)
                            .contains("default-src 'self'")
                            .doesNotContain("unsafe", "*"))
                    .hasEntrySatisfying(
                            "cache-control", kept -> assertThat(kept).isIn("no-store", "no-cache"));
        }
        assertThat(get("/api/status", READER).headers()).containsEntry("cache-control", "no-store");
    }

    @Test
    void tooMuchIsCutOff() {
        serve();
        assertThat(post("/api/runs", ADMIN, "{\"a\":\"" + "x".repeat(20_000) + "\"}")
                        .status())
                .isEqualTo(413);
        String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
        Reply endless = http.send(
                "POST /api/runs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                                .formatted(ADMIN)
                        + chunk.repeat(64));
        assertThat(endless.status()).isIn(0, 413);
        Reply line = get("/api/candidates?search=" + "x".repeat(10_000), ADMIN);
        assertThat(List.of(line.status(), json(line).path("error").asText()))
                .isEqualTo(List.of(414, "The address has more than 4096 bytes"));
        Reply headers = http.ask("GET", "/", Map.of("X-Long", "x".repeat(20_000)), null);
        assertThat(List.of(headers.status(), json(headers).path("error").asText()))
                .isEqualTo(List.of(431, "The headers have more than 8192 bytes"));
        assertThat(http.send("nonsense\r\n\r\n").status()).isEqualTo(400);
        assertThat(flow.ledger().runs().last(1)).isEmpty();
    }

    @Test
    void slowAndEndlessRequestsDoNotTouchARun() throws IOException {
        flow.close();
        flow = new FlowFixture(Files.createDirectory(folder.resolve("slow")));
        flow.between(options -> options.candidates(150).latency(Duration.ofMillis(5)));
        serve();
        List<Socket> held = new ArrayList<>();
        CompletableFuture<RunRow> run = CompletableFuture.supplyAsync(flow::run);
        for (int i = 0; i < 1_000; i++) {
            Socket socket = http.open();
            socket.getOutputStream()
                    .write("GET /api/status HTTP/1.1\r\nHost: localho".getBytes(StandardCharsets.US_ASCII));
            held.add(socket);
        }
        RunRow ended = run.join();
        assertThat(ended.listed()).isEqualTo(150);
        assertThat(ended.exitCode()).isZero();
        // however slowly one more byte comes now and then, it ends
        Socket first = held.get(0);
        long begun = System.nanoTime();
        int read = 0;
        while (read != -1) {
            first.setSoTimeout(500);
            try {
                first.getOutputStream().write('s');
                read = first.getInputStream().read();
            } catch (java.net.SocketTimeoutException notYet) {
                read = 0;
            } catch (IOException closed) {
                read = -1;
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(25));
        }
        for (Socket socket : held) {
            socket.close();
        }
    }
}
