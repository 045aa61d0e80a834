package org.togglloxo.cli.spaces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.Running;
import org.togglloxo.cli.RunningHere;
import org.togglloxo.sandbox.fault.Fault;

/** The packed program with two workspaces and two agencies. */
class SeveralSpacesIT extends SeveralSpacesCase {

    @BeforeEach
    void nameThem() throws IOException {
        several("acme,beta");
        Path key = Files.writeString(program.folder().resolve("acme.key"), "expired-key-of-acme\n");
        program.without("TOGGL_ACME_API_KEY").with("TOGGL_ACME_API_KEY_FILE", key.toString());
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
    void allEndAtOnceAndNoneGoesOnWhileAnotherFinishes() throws Exception {
        Files.writeString(program.folder().resolve("acme.key"), first.options().togglKey() + "\n");
        first.loxoFaults().on("POST /people").then(Fault.hang());
        second.loxoFaults().on("POST /people").then(Fault.hang());
        program.with("SYNC_SCHEDULE", "0/1 * * * * ?");
        try (Running running = program.start("sync")) {
            running.await(
                    Duration.ofSeconds(90),
                    () -> first.loxoFaults().played() > 0 && second.loxoFaults().played() > 0);
            String log = running.end().err();
            assertThat(log.lastIndexOf(" ending: ")).isBetween(log.indexOf(" ending: ") + 1, log.indexOf(" ended: "));
        }
    }

    @Test
    void anAgencyThatOnlyTheMappingNamesIsRefusedAlone() throws IOException {
        program.without("TOGGL_WORKSPACES");
        oneWorkspaceAndSeveralAgencies();
        shortlistGoesToLeadership();
        Ended ended = program.with("SYNC_MIN_SCORE", "65")
                .with("LOXO_LEADERSHIP_API_KEY", "key-of-before")
                .here("sync", "--once")
                .exits(4);
        assertThat(ended.out())
                .contains("agency leadership: Loxo answered 403", "agency-stopped")
                .doesNotContain("key-of-before");
        assertThat(first.loxo().peopleCount()).isPositive();
        assertThat(second.loxo().peopleCount()).isZero();
    }

    @Test
    void eachIsRunByTheSchedule() throws Exception {
        Files.writeString(program.folder().resolve("acme.key"), first.options().togglKey() + "\n");
        program.with("SYNC_SCHEDULE", "0/1 * * * * ?").with("OBSERVE_PORT", "0");
        try (RunningHere running = program.begin("sync")) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> running.out().contains("workspace acme: run")
                            && running.out().contains("workspace beta: run"));
        }
        assertThat(first.loxo().peopleCount())
                .isEqualTo(second.loxo().peopleCount())
                .isPositive();
        assertThat(program.here("status").exits(0).out()).contains("workspace acme", "workspace beta");
    }
}
