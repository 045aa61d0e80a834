package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;

/** The packed program with two workspaces and two agencies. */
class SeveralSpacesIT {

    private static final int CANDIDATES = 12;

    @TempDir
    Path temporary;

    private Sandbox first;
    private Sandbox second;
    private Program program;

    @BeforeEach
    void start() throws IOException {
        first = Sandbox.start(SandboxOptions.builder().candidates(CANDIDATES).build());
        second = Sandbox.start(SandboxOptions.builder()
                .candidates(CANDIDATES)
                .firstOpening(7_100)
                .agencySlug("leaders")
                .agencyId("4711")
                .togglKey("toggl-key-of-beta")
                .loxoKey("loxo-key-of-leaders")
                .build());
        program = Program.in(temporary);
        Path key = Files.writeString(program.folder().resolve("acme.key"), "expired-key-of-acme\n");
        program.with("TOGGL_WORKSPACES", "acme,beta")
                .with("TOGGL_ACME_BASE_URL", first.togglBaseUrl())
                .with("TOGGL_ACME_API_KEY_FILE", key.toString())
                .with("TOGGL_ACME_AGENCY", "staffing")
                .with("TOGGL_BETA_BASE_URL", second.togglBaseUrl())
                .with("TOGGL_BETA_API_KEY", second.options().togglKey())
                .with("TOGGL_BETA_AGENCY", "leadership")
                .with("LOXO_AGENCIES", "staffing,leadership")
                .with("LOXO_STAFFING_BASE_URL", first.loxoBaseUrl())
                .with("LOXO_STAFFING_AGENCY_SLUG", first.options().agencySlug())
                .with("LOXO_STAFFING_API_KEY", first.options().loxoKey())
                .with("LOXO_LEADERSHIP_BASE_URL", second.loxoBaseUrl())
                .with("LOXO_LEADERSHIP_AGENCY_SLUG", second.options().agencySlug())
                .with("LOXO_LEADERSHIP_API_KEY", second.options().loxoKey());
    }

    @AfterEach
    void closeServices() {
        first.close();
        second.close();
    }

    @Test
    void oneThatIsRefusedStopsNoOther() {
        Ended ended = program.with("LOG_LEVEL", "DEBUG")
                .run("sync", "--once", "--output", "json")
                .exits(4);
        JsonNode run = ended.json();
        assertThat(run.get("reason").asText()).startsWith("workspace acme: ");
        assertThat(run.get("workspaces").get(0).get("read").asInt()).isZero();
        assertThat(run.get("workspaces").get(1).get("read").asInt()).isEqualTo(CANDIDATES);
        assertThat(second.loxo().peopleCount()).isPositive();
        assertThat(first.loxo().peopleCount()).isZero();
        assertThat(ended.lines())
                .noneMatch(line -> line.contains("expired-key-of-acme")
                        || line.contains(second.options().togglKey())
                        || line.contains(second.options().loxoKey())
                        || line.contains(first.options().loxoKey()));
    }

    @Test
    void eachIsRunByTheSchedule() throws Exception {
        Files.writeString(program.folder().resolve("acme.key"), first.options().togglKey() + "\n");
        program.with("SYNC_SCHEDULE", "0/1 * * * * ?").with("OBSERVE_PORT", "0");
        try (Running running = program.start("sync")) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> running.out().contains("workspace acme: run")
                            && running.out().contains("workspace beta: run"));
        }
        assertThat(first.loxo().peopleCount())
                .isEqualTo(second.loxo().peopleCount())
                .isPositive();
        assertThat(program.run("status").exits(0).out()).contains("workspace acme", "workspace beta");
    }
}
