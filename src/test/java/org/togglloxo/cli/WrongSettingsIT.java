package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;

/** What people get wrong when they set it up: the causes of a 403 that Loxo names (loxo-3), and their like. */
public class WrongSettingsIT {

    private static final int A_FEW = 8;

    @TempDir
    Path temporary;

    /** One setting, what it is changed to, the exit code that follows. */
    record Mistake(String what, String setting, UnaryOperator<String> change, int exitCode) {

        String variable() {
            return setting.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_');
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(
                new Mistake("wrong Loxo key", "loxo.api-key", right -> "no-such-key", 4),
                new Mistake("wrong slug", "loxo.agency-slug", right -> "another-agency", 4),
                new Mistake("space inside the slug", "loxo.agency-slug", right -> "sandbox agency", 2),
                new Mistake("space before the slug", "loxo.agency-slug", right -> " " + right, 2),
                new Mistake("space behind the slug", "loxo.agency-slug", right -> right + " ", 2),
                new Mistake("slug with a slash", "loxo.agency-slug", right -> "/" + right + "/", 2),
                new Mistake("slug in upper case", "loxo.agency-slug", right -> "Sandbox-Agency", 2),
                new Mistake("missing slug", "loxo.agency-slug", right -> null, 2),
                new Mistake("Bearer before the key", "loxo.api-key", right -> "Bearer " + right, 2),
                new Mistake("key in quotes", "loxo.api-key", right -> '"' + right + '"', 2),
                new Mistake("empty Loxo key", "loxo.api-key", right -> "", 2),
                new Mistake("/api/v1 in the base URL", "loxo.base-url", right -> right + "/api/v1", 2),
                new Mistake("Loxo by http", "loxo.base-url", right -> "http://loxo.example.com", 2),
                new Mistake("Toggl Hire by http", "toggl.base-url", right -> "http://toggl.example.com/api/v2.2", 2),
                new Mistake("Slack by http", "alerts.slack-url", right -> "http://slack.example.com/services/x", 2),
                new Mistake("wrong Toggl key", "toggl.api-key", right -> "no-such-key", 4),
                new Mistake("empty Toggl key", "toggl.api-key", right -> "", 2));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isNamedInOneMessageAndCostsNobody(Mistake mistake) {
        try (Sandbox sandbox =
                Sandbox.start(SandboxOptions.builder().candidates(20).build())) {
            Program program = make(mistake, sandbox);
            // a process for those whose message stands in the log
            Ended stopped = (mistake.exitCode() == 2 ? program.here("sync", "--once") : program.run("sync", "--once"))
                    .exits(mistake.exitCode());
            // the alert at the run's end says it once more, for those whom it is sent to
            assertThat(stopped.err()
                            .lines()
                            .filter(line -> line.contains(mistake.setting()) && !line.startsWith("Wrong: ")))
                    .as(stopped.toString())
                    .hasSize(1);
            if (mistake.exitCode() == 2) {
                assertThat(stopped.err().lines()).singleElement().asString().startsWith("error: " + mistake.setting());
                assertThat(sandbox.toggl().total() + sandbox.loxo().total()).isZero();
            }
            assertThat(sandbox.toggl().total() + sandbox.loxo().total()).isLessThanOrEqualTo(A_FEW);
            JsonNode status =
                    program.here("status", "--output", "json").exits(0).json();
            assertThat(status.at("/candidates/failed").intValue()).isZero();

            Ended fixed = program.without(mistake.variable())
                    .against(sandbox)
                    .here("sync", "--once", "--output", "json")
                    .exits(0);
            assertThat(fixed.json().get("read").intValue()).isEqualTo(20);
            assertThat(fixed.json().get("created").intValue())
                    .isPositive()
                    .isEqualTo(sandbox.loxo().peopleCount());
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isFoundByDoctor(Mistake mistake) {
        try (Sandbox sandbox =
                Sandbox.start(SandboxOptions.builder().candidates(20).build())) {
            Ended doctor = make(mistake, sandbox).here("doctor").exits(mistake.exitCode());
            assertThat(doctor.out().lines().filter(line -> line.startsWith("FAIL")))
                    .singleElement()
                    .asString()
                    .contains(mistake.setting());
            assertThat(sandbox.toggl().total() + sandbox.loxo().total()).isLessThanOrEqualTo(A_FEW);
        }
    }

    @Test
    void allAreNamedAtOnce() {
        Ended ended = Program.in(temporary).run("sync", "--once").exits(2);
        assertThat(ended.errors())
                .hasSize(3)
                .anyMatch(line -> line.contains("toggl.api-key"))
                .anyMatch(line -> line.contains("loxo.agency-slug"))
                .anyMatch(line -> line.contains("loxo.api-key"));
    }

    private Program make(Mistake mistake, Sandbox sandbox) {
        Program program = Program.in(temporary).against(sandbox);
        String right =
                switch (mistake.setting()) {
                    case "loxo.base-url" -> sandbox.loxoBaseUrl();
                    case "loxo.agency-slug" -> sandbox.options().agencySlug();
                    case "loxo.api-key" -> sandbox.options().loxoKey();
                    default -> sandbox.options().togglKey();
                };
        String wrong = mistake.change().apply(right);
        return wrong == null ? program.without(mistake.variable()) : program.with(mistake.variable(), wrong);
    }
}
