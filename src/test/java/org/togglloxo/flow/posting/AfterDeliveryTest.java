package org.togglloxo.flow.posting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.Documents;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.Candidates;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.ledger.run.RunRow;

/** Steps of people's own after a person was created or updated. */
class AfterDeliveryTest extends FlowTest {

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> types = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private HttpServer elsewhere;
    private FilesFolder files;

    @BeforeEach
    void tellElsewhere() throws IOException {
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            types.add(String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")));
            told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        elsewhere.start();
        files = FilesFolder.in(Files.createDirectories(folder.resolve("own")));
        files.edit(
                "68-after-delivery.camel.yaml",
                text -> text + """
                        - setBody:
                            simple: "${variable.candidate-id} ${variable.lane} ${variable.outcome} ${variable.loxo-id}"
                        - to:
                            id: to-teams
                            uri: "http://127.0.0.1:%d/webhook/secret"
                """.formatted(elsewhere.getAddress().getPort()));
        flow.betweenEmptyServices().files(files);
    }

    @AfterEach
    void stop() {
        elsewhere.stop(0);
    }

    @Test
    void eachDeliveryIsToldOnceAndNothingElseIs() {
        String one = flow.toggl().add(Candidates.someone("one@example.org"));
        flow.toggl().add(Candidates.someone("two@example.org").inState(""));
        flow.toggl().add(Candidates.someone("three@example.org").inState("rejected"));

        flow.plan();
        assertThat(told).as("a plan tells nobody").isEmpty();
        flow.run();
        flow.run();

        String created = one + " shortlist created " + flow.known(one).loxoId();
        assertThat(told).containsExactly(created);

        flow.toggl().change(one, candidate -> candidate.put("score", 10));
        flow.run();
        assertThat(told)
                .containsExactly(
                        created, one + " review updated " + flow.known(one).loxoId());
    }

    @Test
    void whatFailsThereHarmsNothingAndIsNotRepeated() {
        status = 500;
        String one = flow.toggl().add(Candidates.someone("one@example.org"));

        RunRow run = flow.run();

        assertThat(run.counts().get(Outcome.CREATED)).isEqualTo(1);
        assertThat(run.exitCode()).isZero();
        assertThat(flow.known(one).outcome()).isEqualTo(Outcome.CREATED);
        assertThat(told).hasSize(1);
        assertThat(flow.run().counts().get(Outcome.UNCHANGED)).isEqualTo(1);
        assertThat(told).hasSize(1);
    }

    @Test
    void aFolderOfAnEarlierVersionGetsTheFileFromTheJar() {
        files.delete("68-after-delivery.camel.yaml");
        flow.toggl().add(Candidates.someone("one@example.org"));

        assertThat(flow.flow().describeRoutes())
                .contains("it lacks routes/68-after-delivery.camel.yaml, taken from the jar");
        assertThat(flow.run().counts().get(Outcome.CREATED)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"word-for-slack", "word-for-teams"})
    void theExamplesOnThePageTellOfAPersonNewlyShortlisted(String which) throws IOException {
        String example = Pattern.compile("(?s)```yaml\n(        - filter:.*?)```")
                .matcher(Documents.page("change-the-rules"))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains("id: " + which))
                .findFirst()
                .orElseThrow();
        files.delete("68-after-delivery.camel.yaml");
        files.write(
                "68-after-delivery.camel.yaml",
                Files.readString(Path.of("routes/68-after-delivery.camel.yaml"))
                        + example.replaceAll(
                                "https://[\\w.]+/",
                                "http://127.0.0.1:%d/"
                                        .formatted(elsewhere.getAddress().getPort())));
        flow.toggl().add(Candidates.someone("one@example.org").named("Ann Lee"));
        flow.toggl().add(Candidates.someone("two@example.org").scored(10));

        flow.run();

        assertThat(told).hasSize(1).first().satisfies(message -> {
            assertThat(message).contains("\"text\":\"Shortlisted: Ann Lee, 80");
            assertThat(new ObjectMapper().readTree(message).isObject()).isTrue();
        });
        assertThat(types).containsExactly("application/json");
    }
}
