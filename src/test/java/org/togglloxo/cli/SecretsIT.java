package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.flow.WebhookServer;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;

/** At the loudest log level, with services that send back what they were sent. */
class SecretsIT extends ProcessTest {

    private static final String TOGGL_KEY = "Tq7xVb2mNp9rKs4wZa1c";
    private static final String LOXO_KEY = "Lz5cHd8jGf3yQe6uWb0n";
    private static final String WRONG_KEY = "Xr4kPm6tJv8sDn2hYg9e";

    private static final String MAIL_PASSWORD = "Mv3tQx7zLb9wHc1n";

    private static final String WEBHOOK_SECRET = WebhookServer.PATH.replaceFirst(".*/", "");

    // a key that was cut short on its way into a log line has still leaked
    private static final int PART = 8;

    private WebhookServer slack;

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder()
                .candidates(30)
                .knownPeople(3)
                .togglKey(TOGGL_KEY)
                .loxoKey(LOXO_KEY);
    }

    @BeforeEach
    void start() {
        slack = WebhookServer.start();
        program.with("LOG_LEVEL", "TRACE")
                .with("ALERTS_WHEN", "always")
                .with("ALERTS_SLACK_URL", slack.url())
                .with("ALERTS_MAIL_TO", "ops@agency.example")
                .with("ALERTS_MAIL_FROM", "sync@agency.example")
                .with("ALERTS_SMTP_URL", "smtp://127.0.0.1:1")
                .with("ALERTS_SMTP_USER", "sync")
                .with("ALERTS_SMTP_PASSWORD", MAIL_PASSWORD);
    }

    @AfterEach
    void stop() {
        slack.close();
    }

    @Test
    void neitherKeyAppearsAnywhere() {
        echo("POST /people", 2, 422, LOXO_KEY);
        echo("PUT /people/{id}", 2, 403, LOXO_KEY);
        assertSilent(program.run("doctor"));
        assertSilent(program.run("plan"));
        assertSilent(program.run("sync", "--once").exits(3));
        assertThat(slack.received()).hasSize(1);
        String status = program.without("LOG_LEVEL").here("status").out();
        String failed = status.substring(status.indexOf("  refused: "));
        program.with("LOG_LEVEL", "TRACE");
        assertThat(failed).contains("***");
        assertSilent(program.run("status"));
        assertSilent(program.run(
                        "explain",
                        failed.lines().skip(1).findFirst().orElseThrow().strip().split(" ")[0])
                .exits(0));
        assertSilent(program.run("retry").exits(0));
    }

    @Test
    void aWrongKeyDoesNotAppearWhenTheServicesRepeatIt() {
        echo("GET /people", 1, 403, WRONG_KEY);
        echo("GET /job_categories", 1, 403, WRONG_KEY);
        program.with("LOXO_API_KEY", WRONG_KEY);
        assertSilent(program.run("sync", "--once").exits(4));
        assertSilent(program.run("doctor").exits(4));
        assertSilent(program.run("status"));

        sandbox.togglFaults()
                .on("GET /candidates")
                .then(Fault.answer(401, Map.of(), "{\"error\":{\"type\":\"No key Bearer " + WRONG_KEY + "\"}}"));
        program.against(sandbox).with("TOGGL_API_KEY", WRONG_KEY);
        assertSilent(program.run("sync", "--once").exits(4));
        assertSilent(program.run("doctor").exits(4));
    }

    @Test
    void aKeyThatLiesElsewhereAppearsNowhereElseEither() throws IOException {
        Path file = Files.writeString(temporary.resolve("key"), TOGGL_KEY + "\n");
        program.without("TOGGL_API_KEY")
                .without("LOXO_API_KEY")
                .with("TOGGL_API_KEY_FILE", file.toString())
                .with("LOXO_API_KEY_COMMAND", "sh -c 'echo %s; echo %s >&2'".formatted(LOXO_KEY, LOXO_KEY));
        echo("POST /people", 2, 422, LOXO_KEY);
        assertSilent(program.run("doctor").exits(0));
        assertSilent(program.run("sync", "--once").exits(3));
        program.with("LOXO_API_KEY_COMMAND", "sh -c 'echo %s; echo %s >&2; exit 1'".formatted(LOXO_KEY, LOXO_KEY));
        assertSilent(program.run("sync", "--once").exits(2));
    }

    @Test
    void aKeyWithBearerBeforeItDoesNotAppear() {
        program.with("LOXO_API_KEY", "Bearer " + LOXO_KEY).with("TOGGL_API_KEY", "\"Bearer " + TOGGL_KEY + "\"");
        assertSilent(program.run("sync", "--once").exits(2));
        assertSilent(program.run("doctor").exits(2));
        assertSilent(program.run("plan").exits(2));
    }

    @Test
    void theSandboxShowsNoKeyWhileItSyncs() {
        Ended ended = program.run("sandbox", "--candidates", "30").exits(0);
        assertSilent(ended);
        assertThat(ended.lines()).noneMatch(line -> line.contains("toggl-sandbox-key"));
        assertThat(ended.lines()).noneMatch(line -> line.contains("loxo-sandbox-key"));
    }

    private void echo(String operation, long nth, int status, String key) {
        String body =
                "{\"errors\":[\"Refused: Authorization: Bearer %s\"],\"message\":\"?key=%s\"}".formatted(key, key);
        sandbox.loxoFaults().on(operation).from(nth).then(Fault.answer(status, Map.of(), body));
    }

    private void assertSilent(Ended ended) {
        for (String key : List.of(TOGGL_KEY, LOXO_KEY, WRONG_KEY, MAIL_PASSWORD, WEBHOOK_SECRET)) {
            String part = key.substring(0, PART);
            assertThat(ended.lines().filter(line -> line.contains(part))).isEmpty();
            program.leftBehind().forEach((file, bytes) -> assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(part));
        }
    }
}
