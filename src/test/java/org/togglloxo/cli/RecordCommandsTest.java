package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.CandidateUpdate;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.LedgerDatabases;
import org.togglloxo.ledger.audit.AuditAct;
import org.togglloxo.ledger.sql.LedgerSettings;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;

/** {@code candidates} and {@code audit}: what the ledger has, for people, scripts and spreadsheets. */
class RecordCommandsTest {

    @TempDir
    Path temporary;

    private Program program;

    @BeforeEach
    void fill() {
        program = Program.in(temporary);
        ledger(ledger -> {
            record(ledger, "100", "shortlist", CandidateResult.of(Outcome.CREATED, "501"));
            record(ledger, "101", "review", CandidateResult.of(Outcome.FAILED, "ambiguous", "several people"));
            record(ledger, "102", "=1+1", CandidateResult.of(Outcome.SKIPPED, "@own, \"words\"", "own"));
        });
    }

    private void ledger(Consumer<Ledger> work) {
        String url = "jdbc:sqlite:" + program.folder().resolve("data/ledger.db");
        LedgerSettings settings = new LedgerSettings(url, "", "", 1, Duration.ZERO, "");
        try (Ledger ledger = Ledger.openAlone(LedgerDatabases.fresh(settings), Clock.systemUTC())) {
            work.accept(ledger);
        }
    }

    private static void record(Ledger ledger, String id, String lane, CandidateResult result) {
        ledger.record(
                1, new CandidateUpdate(ledger.lookUp(id), lane, "7000", null, List.of(), "", result, "mark", 0, 0));
    }

    @Test
    void candidatesAreListedForPeople() {
        String out = program.here("candidates").exits(0).out();
        assertThat(out.lines()).hasSize(4);
        assertThat(out).contains("100", "created", "person 501", "shortlist", "7000", "3 candidates");
        assertThat(program.here("candidates", "--outcome", "failed").exits(0).out())
                .contains("101", "ambiguous", "1 candidates")
                .doesNotContain("100 ");
        assertThat(program.here("candidates", "--limit", "2").exits(0).out()).contains("2 of 3 candidates");
    }

    @Test
    void candidatesAreOneObjectForScripts() {
        Ended ended =
                program.here("candidates", "--output", "json", "--limit", "1").exits(0);
        assertThat(ended.out().lines()).hasSize(1);
        JsonNode list = ended.json();
        assertThat(list.path("total").asLong()).isEqualTo(3);
        assertThat(list.path("candidates")).hasSize(1);
        JsonNode first = list.path("candidates").get(0);
        assertThat(first.path("candidate").asText()).isEqualTo("100");
        assertThat(first.path("person").asText()).isEqualTo("501");
        assertThat(first.path("attempts").isInt()).isTrue();
        assertThat(program.here("candidates", "--output", "json", "--search", "nobody")
                        .exits(0)
                        .json())
                .hasToString("{\"candidates\":[],\"total\":0}");
    }

    @Test
    void noCellIsAFormulaAndQuotesAreThoseOfRfc4180() {
        List<String> lines = program.here("candidates", "--output", "csv")
                .exits(0)
                .out()
                .lines()
                .toList();
        assertThat(lines.get(0)).isEqualTo("candidate,outcome,reason,lane,opening,person,since,attempts");
        assertThat(lines).hasSize(4);
        assertThat(lines.get(3)).startsWith("102,skipped,\"'@own, \"\"words\"\"\",'=1+1,7000,,");
    }

    @Test
    void whatIsNotThereIsAnsweredWithWhatIs() {
        assertThat(program.here("candidates", "--outcome", "lost").exits(2).err())
                .contains("--outcome is 'lost'", "created, updated, unchanged, skipped, deferred, failed");
        assertThat(program.here("candidates", "--reason", "lost").exits(2).err())
                .contains("--reason is 'lost'", "ambiguous");
        assertThat(program.here("candidates", "--lane", "lost").exits(2).err())
                .contains("--lane is 'lost'", "review, shortlist");
        assertThat(program.here("candidates", "--reason", "throttled").exits(0).out())
                .as("one of the program's own, that nobody has")
                .contains("0 candidates");
        assertThat(program.here("candidates", "--output", "xml").exits(2).err()).contains("text, json, csv");
    }

    @Test
    void beforeTheFirstRunNobodyIsThere() {
        Program empty = Program.in(temporary.resolve("empty"));
        assertThat(empty.here("candidates").exits(0).out()).contains("0 candidates");
        assertThat(empty.here("candidates", "--lane", "review").exits(2).err()).contains("nobody has one yet");
        assertThat(empty.folder().resolve("data")).doesNotExist();
    }

    @Test
    void changesOfWebhooksAreToldWithoutTheTokenInTheirAddress() {
        try (Sandbox sandbox =
                Sandbox.start(SandboxOptions.builder().candidates(0).build())) {
            program.against(sandbox);
            String url = "https://hooks.example.com/webhooks/a-token-of-somebody-else";
            program.here("webhooks", "register", "--endpoint-url", url, "--item-type", "person", "--action", "update")
                    .exits(0);
            String id = program.here("webhooks", "list", "--output", "json")
                    .exits(0)
                    .json()
                    .findValue("id")
                    .asText();
            program.here("webhooks", "update", id, "--action", "destroy").exits(0);
            program.here("webhooks", "remove", id).exits(0);
            program.here("webhooks", "remove", id).exits(0);
        }
        Ended told = program.here("audit").exits(0);
        assertThat(told.out()).contains("webhook-registered", "person update", "webhook-updated", "webhook-removed");
        assertThat(told.out().lines()).hasSize(4);
        assertThat(told.out()).doesNotContain("a-token");
    }

    @Test
    void whatIsDoneByHandIsToldTheNewestFirst() {
        program.here("retry", "101").exits(0);
        program.here("forget", "100", "--yes").exits(0);
        ledger(ledger -> ledger.audit().note("=cmd", AuditAct.EDIT_TAKEN_OVER, "routes/30"));
        String user = "unknown";
        assertThat(program.here("audit").exits(0).out().lines())
                .hasSize(4)
                .satisfiesExactly(
                        edit -> assertThat(edit).contains("=cmd", "edit-taken-over", "routes/30"),
                        forget -> assertThat(forget).contains(user, "forget", "forgotten"),
                        retry -> assertThat(retry).contains(user, "retry", "101"),
                        count -> assertThat(count).isEqualTo("3 entries"));
        assertThat(program.here("audit", "--output", "csv", "--limit", "1")
                        .exits(0)
                        .out()
                        .lines())
                .satisfiesExactly(
                        header -> assertThat(header).isEqualTo("at,actor,act,candidate,detail"),
                        row -> assertThat(row).endsWith(",'=cmd,edit-taken-over,,routes/30"));
        JsonNode json = program.here("audit", "--output", "json").exits(0).json();
        assertThat(json.path("total").asLong()).isEqualTo(3);
        assertThat(json.path("entries").get(1).path("candidate").asText()).isEqualTo("forgotten");
    }
}
