package org.togglloxo.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.page.RawHttp.Reply;
import org.togglloxo.sandbox.fault.Fault;

/** Without a token there are counts, ids, codes and times: no sentence that quotes Loxo or a file, no host and no folder. */
class PageRedactionTest extends PageTest {

    private static final String NODE = "recruiter-pc.example:/home/ann/toggl-loxo";

    private Reply look(String path) {
        return http.ask("GET", path, Map.of(), null);
    }

    /** One run with a remark, then one that was stopped. */
    private RunRow runs() {
        flow.betweenEmptyServices();
        flow.toggl().add(someone("ann@example.com"));
        flow.sandbox().loxoFaults().on("GET /activity_types").then(Fault.status(403));
        serve("", ADMIN);
        flow.run();
        flow.sandbox().loxoFaults().on(request -> true).then(Fault.answer(403, Map.of(), "Ann Lee is private"));
        flow.toggl().add(someone("bob@example.com"));
        RunRow stopped = flow.run();
        assertThat(stopped.message()).isNotEmpty();
        assertThat(flow.ledger().runs().last(2).get(1).remarks()).isNotEmpty();
        return stopped;
    }

    private static void isBare(JsonNode run) {
        assertThat(run.path("reason").asText("absent")).isEmpty();
        assertThat(run.path("remarks").isArray()).isTrue();
        assertThat(run.path("remarks")).isEmpty();
        assertThat(run.path("started").asText()).isNotEmpty();
        assertThat(run.path("ended").asText()).isNotEmpty();
    }

    @Test
    void runsAreShownByTheirCodes() throws IOException {
        RunRow stopped = runs();
        for (String path : List.of("/api/runs", "/api/status")) {
            JsonNode bare = json(look(path)).path("runs");
            assertThat(bare).hasSize(2);
            bare.forEach(PageRedactionTest::isBare);
            assertThat(bare.get(0).path("ended").asText()).isEqualTo(stopped.ended());
            assertThat(bare.get(0).path("exit_code").asInt()).isEqualTo(4);
            JsonNode whole = json(get(path, ADMIN)).path("runs");
            assertThat(whole.get(0).path("reason").asText()).isEqualTo(stopped.message());
            assertThat(whole.get(1).path("remarks")).isNotEmpty();
        }
        JsonNode last = lastTold("");
        isBare(last);
        assertThat(last.path("ended").asText()).isEqualTo(stopped.ended());
        assertThat(lastTold("Authorization: Bearer " + ADMIN + "\r\n")
                        .path("reason")
                        .asText())
                .isEqualTo(stopped.message());
    }

    /** The last run, as the stream of events tells it. */
    private JsonNode lastTold(String authorization) throws IOException {
        try (Socket socket = http.open()) {
            socket.getOutputStream()
                    .write(("GET /api/events HTTP/1.1\r\nHost: localhost\r\n" + authorization + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String line = lines.readLine();
            while (!line.contains("\"last\":{")) {
                line = lines.readLine();
            }
            return json(new Reply(200, Map.of(), line.substring("data: ".length())))
                    .path("last");
        }
    }

    @Test
    void anEditThatIsRefusedIsShownByItsPlaceAlone() {
        flow.betweenEmptyServices();
        serve("", ADMIN);
        flow.ledger()
                .refusedEdits()
                .refuse(NODE, "/home/ann/toggl-loxo/routes/40-map-candidate.camel.yaml", 12, "Ann Lee is no property");
        for (String path : List.of("/api/edits", "/api/status")) {
            Reply reply = look(path);
            assertThat(reply.body()).as(path).doesNotContain("recruiter-pc", "/home/ann", "Ann Lee");
            JsonNode edit = json(reply).path("refused_edits").get(0);
            assertThat(edit.path("file").asText()).isEqualTo("40-map-candidate.camel.yaml");
            assertThat(edit.path("line").asInt()).isEqualTo(12);
            assertThat(edit.path("since").asLong()).isPositive();
            assertThat(get(path, ADMIN).body()).contains(NODE, "Ann Lee is no property");
        }
    }
}
