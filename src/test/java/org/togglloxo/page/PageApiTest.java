package org.togglloxo.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.togglloxo.flow.Candidates.someone;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.audit.AuditEntry;
import org.togglloxo.page.RawHttp.Reply;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** What the page shows and does, to those who may. */
class PageApiTest extends PageTest {

    private static final String HOSTILE =
            "<img src=x onerror=\"document.title='taken'\"> \u202egnp.exe\u202c \u0007" + "long ".repeat(400);

    private List<String> audited() {
        List<String> entries = new ArrayList<>();
        flow.ledger().audit().forEach(0, (AuditEntry entry) -> {
            if (entry.actor().equals("page")) {
                entries.add(entry.act() + " " + entry.candidate());
            }
        });
        return entries;
    }

    @Test
    void tellsHowEverythingStands() {
        flow.between(options -> options.candidates(60));
        serve();
        flow.run();

        JsonNode status = json(get("/api/status", READER));
        assertThat(status.path("runs").get(0).path("read").asLong()).isEqualTo(60);
        assertThat(status.path("under_way").isNull()).isTrue();
        assertThat(status.path("role").asText()).isEqualTo("reader");
        long created = status.path("candidates").path("created").asLong();
        assertThat(created).isPositive();

        JsonNode list = json(get("/api/candidates?outcome=created", READER));
        assertThat(list.path("total").asLong()).isEqualTo(created);
        String id = list.path("candidates").get(0).path("candidate").asText();
        JsonNode story = json(get("/api/candidates/" + id, READER));
        assertThat(story.path("outcome").asText()).isEqualTo("created");
        assertThat(story.path("history").findValuesAsText("outcome")).containsOnly("created");
        assertThat(story.path("person_link").asText())
                .endsWith("/people/" + story.path("person").asText());
        assertThat(json(get("/api/runs", READER)).path("runs")).hasSize(1);
        assertThat(json(get("/api/edits", READER)).path("refused_edits")).isEmpty();
        Reply flowPicture = get("/api/flow", READER);
        assertThat(flowPicture.headers().get("content-type")).isEqualTo("image/svg+xml");
        assertThat(flowPicture.body()).contains("class=\"count\"").contains(">60</text>");
    }

    @Test
    void leafsThroughAllCandidates() {
        flow.between(options -> options.candidates(230));
        serve();
        flow.run();
        List<String> ids = new ArrayList<>();
        String after = "";
        while (after != null) {
            JsonNode list = json(get("/api/candidates?after=" + after, READER));
            list.path("candidates")
                    .forEach(line -> ids.add(line.path("candidate").asText()));
            after = list.path("after").asText(null);
        }
        assertThat(ids).hasSize(230).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void findsSomebodyByAddressAndByPerson() {
        flow.betweenEmptyServices();
        String id = flow.toggl().add(someone("ann@example.com"));
        serve();
        flow.run();
        String person = Long.toString(person("ann@example.com").id());
        for (String search : List.of(id, person, "Ann@Example.com".replace("@", "%40"))) {
            assertThat(json(get("/api/candidates?search=" + search, READER)).path("candidates"))
                    .as(search)
                    .hasSize(1);
        }
        assertThat(json(get("/api/candidates?search=bob%40example.com", READER))
                        .path("total")
                        .asLong())
                .isZero();
    }

    @Test
    void readsANameWhenOneIsOpenedAsItIsWritten() {
        flow.betweenEmptyServices();
        String id = flow.toggl().add(someone("ann@example.com").named(HOSTILE));
        serve();
        flow.run();
        JsonNode who = json(get("/api/candidates/" + id + "/who", READER));
        assertThat(who.path("name").asText()).isEqualTo(HOSTILE.strip());
        assertThat(who.path("addresses").get(0).asText()).isEqualTo("ann@example.com");
        assertThat(get("/api/candidates/" + id, READER).body()).doesNotContain("ann@example.com", "onerror");
    }

    @Test
    void retriesLinksAndForgetsAndWritesItDown() {
        flow.betweenEmptyServices();
        String failing = flow.toggl().add(someone("not an address"));
        String other = flow.toggl().add(someone("other@example.com").inState(""));
        long known = flow.loxo().seed(PersonSeed.named("Somebody Else").withEmail("else@example.com"));
        serve();
        flow.run();
        JsonNode failures = json(get("/api/failures", ADMIN)).path("failed");
        assertThat(failures).hasSize(1);
        assertThat(failures.get(0).path("candidates").get(0).asText()).isEqualTo(failing);
        assertThat(failures.get(0).path("next").asText()).contains("Toggl Hire");

        flow.toggl().change(failing, candidate -> candidate.put("email", "ann@example.com"));
        Reply retried = post(
                "/api/failures/retry",
                ADMIN,
                "{\"reason\":\"%s\",\"sentence\":\"\"}"
                        .formatted(failures.get(0).path("reason").asText()));
        assertThat(json(retried).path("retried").asInt()).isEqualTo(1);
        assertThat(json(post("/api/candidates/" + failing + "/retry", ADMIN, "{}"))
                        .path("retried")
                        .asInt())
                .isEqualTo(1);

        String link = "/api/candidates/" + other + "/link";
        Reply asked = post(link, ADMIN, "{\"person\":" + known + "}");
        assertThat(asked.status()).isEqualTo(409);
        assertThat(json(asked).path("person_name").asText()).isEqualTo("Somebody Else");
        assertThat(flow.known(other).loxoId()).isNull();
        assertThat(post(link, ADMIN, "{\"person\":" + known + ",\"confirmed\":true}")
                        .status())
                .isEqualTo(200);
        assertThat(flow.known(other).loxoId()).isEqualTo(Long.toString(known));

        assertThat(post("/api/candidates/" + other + "/forget", ADMIN, "{}").status())
                .isEqualTo(200);
        assertThat(get("/api/candidates/" + other, ADMIN).status()).isEqualTo(404);
        assertThat(audited())
                .containsExactly("forget forgotten", "link forgotten", "retry " + failing, "retry " + failing);
    }

    @Test
    void startsARunAndTellsOfItUntilItsEnd() throws IOException {
        flow.between(options -> options.candidates(120).latency(Duration.ofMillis(15)));
        serve();
        try (Socket socket = http.open()) {
            socket.getOutputStream()
                    .write("GET /api/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                            .formatted(READER)
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(post("/api/runs", ADMIN, "{}").status()).isEqualTo(202);
            assertThat(post("/api/runs", ADMIN, "{}").status()).isEqualTo(409);
            List<String> states = new ArrayList<>();
            String line = lines.readLine();
            while (!line.contains("\"ended\":\"finished\"")) {
                states.add(line);
                line = lines.readLine();
            }
            assertThat(states).anyMatch(state -> state.contains("\"under_way\":{\"run\":1,\"done\":"));
            assertThat(line).contains("\"read\":120");
        }
        assertThat(flow.ledger().runs().last(1).get(0).counts().get(Outcome.FAILED))
                .isZero();
    }

    @Test
    void whatIsDoneDuringARunHolds() {
        flow.between(options -> options.candidates(80).latency(Duration.ofMillis(20)));
        serve();
        String first = flow.toggl().candidateIds().get(0);
        CompletableFuture<Void> run = CompletableFuture.runAsync(flow::run);
        await().until(() -> get("/api/candidates/" + first, ADMIN).status() == 200);
        assertThat(post("/api/candidates/" + first + "/forget", ADMIN, "{}").status())
                .isEqualTo(200);
        run.join();
        assertThat(get("/api/candidates/" + first, ADMIN).status()).isEqualTo(404);
        assertThat(flow.run().counts().get(Outcome.FAILED)).isZero();
        assertThat(flow.loxo().duplicates()).isEmpty();
    }

    @Test
    void listenersAreAFew() throws IOException {
        flow.betweenEmptyServices();
        serve();
        List<Socket> listening = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Socket socket = http.open();
            socket.getOutputStream()
                    .write("GET /api/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                            .formatted(READER)
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            listening.add(socket);
        }
        assertThat(get("/api/events", READER).status()).isEqualTo(503);
        for (Socket socket : listening) {
            socket.close();
        }
        await().until(() -> {
            try (Socket socket = http.open()) {
                socket.getOutputStream()
                        .write("GET /api/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                                .formatted(READER)
                                .getBytes(StandardCharsets.US_ASCII));
                byte[] start = socket.getInputStream().readNBytes(12);
                return new String(start, StandardCharsets.US_ASCII).endsWith("200");
            }
        });
    }
}
