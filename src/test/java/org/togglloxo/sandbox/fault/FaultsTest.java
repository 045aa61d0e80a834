package org.togglloxo.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.togglloxo.sandbox.SandboxTest;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

class FaultsTest extends SandboxTest {

    @Test
    void resetBeforeTheWriteSavesNothing() {
        sandbox.loxoFaults().on("POST /people").nth(1).then(Fault.resetBefore());
        assertThatThrownBy(() -> client.create("Ana", "ana@example.com")).isInstanceOf(IOException.class);
        assertThat(sandbox.loxo().peopleCount()).isZero();
        assertThat(sandbox.loxo().calls()).singleElement().satisfies(call -> {
            assertThat(call.status()).isZero();
            assertThat(call.applied()).isFalse();
        });
    }

    @Test
    void resetAfterTheWriteHasSavedIt() {
        sandbox.loxoFaults().on("POST /people").nth(1).then(Fault.resetAfter());
        assertThatThrownBy(() -> client.create("Ana", "ana@example.com")).isInstanceOf(IOException.class);
        assertThat(sandbox.loxo().peopleByAddress("ana@example.com")).hasSize(1);
        assertThat(sandbox.loxo().calls()).singleElement().satisfies(call -> {
            assertThat(call.applied()).isTrue();
            assertThat(call.faulty()).isTrue();
            assertThat(call.about()).isNotEmpty();
        });
        assertThat(sandbox.loxo().countOf("POST /people", 0)).isEqualTo(1);
    }

    @Test
    void aResetIsARstAndADropIsAFin() throws Exception {
        sandbox.loxoFaults().on("GET /people").nth(1).then(Fault.resetBefore());
        sandbox.loxoFaults().on("GET /people").nth(2).then(Fault.dropBefore());
        try (Socket socket = ask()) {
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        try (Socket socket = ask()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    private Socket ask() throws IOException {
        Socket socket =
                new Socket("127.0.0.1", Integer.parseInt(sandbox.loxoBaseUrl().split(":")[2]));
        socket.setSoTimeout(20_000);
        String head = "GET /api/sandbox-agency/people HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void dropAfterTheWriteHasSavedIt() {
        sandbox.loxoFaults().on("POST /people").nth(1).then(Fault.dropAfter());
        assertThatThrownBy(() -> client.create("Ana", "ana@example.com")).isInstanceOf(IOException.class);
        assertThat(sandbox.loxo().peopleCount()).isEqualTo(1);
    }

    @Test
    void appliesAndThenAnswersAsAProxyDoes() throws Exception {
        sandbox.loxoFaults().on("POST /people").nth(1).then(Fault.appliedThen(502));
        HttpResponse<String> answer = client.loxo("POST", "/people", "person[name]", "Ana");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(sandbox.loxo().peopleCount()).isEqualTo(1);
    }

    @Test
    void answersWithoutSaving() throws Exception {
        sandbox.loxoFaults().on("POST /people").nth(1).then(Fault.savedNothing("person"));
        HttpResponse<String> answer = client.loxo("POST", "/people", "person[name]", "Ana");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"person\":{\"id\":null},\"errors\":[]}");
        assertThat(sandbox.loxo().peopleCount()).isZero();
    }

    @Test
    void answersWithTheGivenStatusHeadersAndBody() throws Exception {
        sandbox.loxoFaults().on("GET /people").then(Fault.answer(503, Map.of("Retry-After", "7"), "{}"));
        HttpResponse<String> answer = client.loxo("GET", "/people");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
    }

    @Test
    void breaksOffInTheMiddleOfTheBody() {
        sandbox.togglFaults().on("GET /candidates").nth(1).then(Fault.breakOff());
        assertThatThrownBy(() -> client.toggl("/candidates")).isInstanceOf(IOException.class);
    }

    @Test
    void dripsTheAnswerAndThenBlanksAndHasDoneTheWork() throws Exception {
        sandbox.loxoFaults().on("POST /people").then(Fault.drip(Duration.ofMillis(1)));
        try (InputStream body = stream(client.loxoRequest("POST", "/people", "person[name]", "Ana"))) {
            String begun = new String(body.readNBytes(2_000), StandardCharsets.UTF_8);
            assertThat(begun).matches("(?s)\\{\"person\":\\{\"id\":.*\"errors\":\\[]} +");
        }
        assertThat(sandbox.loxo().peopleCount()).isEqualTo(1);
    }

    @Test
    void poursBlanksForEver() throws Exception {
        sandbox.togglFaults().on("GET /candidates").then(Fault.endless());
        try (InputStream body = stream(client.request(
                sandbox.togglBaseUrl() + "/candidates", sandbox.options().togglKey()))) {
            body.skipNBytes(64 << 20);
            assertThat(body.read()).isEqualTo(' ');
        }
        await().untilAsserted(
                        () -> assertThat(client.toggl("/tags").statusCode()).isEqualTo(200));
    }

    @Test
    void sendsLittleThatUnpacksToMuch() throws Exception {
        sandbox.loxoFaults().on("GET /people").then(Fault.exploding(3));
        byte[] packed;
        try (InputStream body = stream(client.loxoRequest("GET", "/people"))) {
            packed = body.readAllBytes();
        }
        assertThat(packed.length).isLessThan(10_000);
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            assertThat(unpacked.readAllBytes()).hasSize(3 << 20);
        }
    }

    private InputStream stream(HttpRequest.Builder request) throws Exception {
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isBetween(200, 201);
        return answer.body();
    }

    @Test
    void sendsAPageThatIsNotJson() throws Exception {
        sandbox.togglFaults().on("GET /candidates").nth(1).then(Fault.notJson());
        HttpResponse<String> answer = client.toggl("/candidates");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("<html>");
    }

    @Test
    void hangsUntilTheClientGivesUp() {
        sandbox.loxoFaults().on("POST /people").then(Fault.hang());
        assertThatThrownBy(() -> client.send(client.loxoRequest("POST", "/people", "person[name]", "Ana")
                        .timeout(Duration.ofMillis(300))))
                .isInstanceOf(HttpTimeoutException.class);
        await().untilAsserted(() -> assertThat(sandbox.loxo().peopleCount()).isEqualTo(1));
    }

    @Test
    void delaysTheAnswerAndNotTheWork() throws Exception {
        sandbox.loxoFaults().on("POST /people").then(Fault.delay(Duration.ofMillis(200)));
        long before = System.nanoTime();
        client.create("Ana", "ana@example.com");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void comeWhenTheyAreDue() throws Exception {
        sandbox.loxoFaults().on("GET /job_types").nth(2).then(Fault.status(500));
        sandbox.loxoFaults().on("GET /job_categories").times(2).then(Fault.status(501));
        sandbox.loxoFaults().on("GET /people").everyNth(3).then(Fault.status(502));
        sandbox.loxoFaults()
                .on(request -> request.operation().equals("GET /jobs"))
                .from(4)
                .then(Fault.status(503));
        assertThat(statuses("/job_types")).containsExactly(200, 500, 200, 200, 200, 200);
        assertThat(statuses("/job_categories")).containsExactly(501, 501, 200, 200, 200, 200);
        assertThat(statuses("/people")).containsExactly(200, 200, 502, 200, 200, 502);
        assertThat(statuses("/jobs")).containsExactly(200, 200, 200, 503, 503, 503);
        assertThat(sandbox.loxoFaults().played()).isEqualTo(8);
        sandbox.loxoFaults().clear();
        assertThat(statuses("/jobs")).containsOnly(200);
    }

    @Test
    void hitTheSameShareForTheSameSeed() throws Exception {
        sandbox.loxoFaults().on("GET /people").share(0.5, 11).then(Fault.status(500));
        List<Integer> first = statuses("/people");
        sandbox.loxoFaults().clear();
        sandbox.loxoFaults().on("GET /people").share(0.5, 11).then(Fault.status(500));
        assertThat(statuses("/people")).isEqualTo(first).contains(200, 500);
    }

    @Test
    void thatBreakThemselvesAreAnsweredAndNamed() throws Exception {
        sandbox.loxoFaults().on("GET /people").then(Fault.tamper(seen -> {
            throw new IllegalStateException("wrong test");
        }));
        assertThat(client.loxo("GET", "/people").statusCode()).isEqualTo(500);
        assertThat(sandbox.unexpected()).singleElement().asString().contains("wrong test");
    }

    @Test
    void canConcernOneRecordOnly() throws Exception {
        long one = sandbox.loxo().seed(PersonSeed.named("Ana"));
        long other = sandbox.loxo().seed(PersonSeed.named("Bea"));
        sandbox.loxoFaults().on("GET /people/" + one).then(Fault.status(403));
        assertThat(client.loxo("GET", "/people/" + one).statusCode()).isEqualTo(403);
        assertThat(client.loxo("GET", "/people/" + other).statusCode()).isEqualTo(200);
    }

    private List<Integer> statuses(String path) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            statuses.add(client.loxo("GET", path).statusCode());
        }
        return statuses;
    }
}
