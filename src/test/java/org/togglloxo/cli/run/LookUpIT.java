package org.togglloxo.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.cli.Program;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** "Where is candidate X?", and what can be done about it: status, explain, retry, link, forget. */
class LookUpIT extends ProcessTest {

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(20);
    }

    @BeforeEach
    void start() {
        // one after the other, in the order of the list: who is looked up together comes as it happens
        program.with("SYNC_WORKERS", "1").with("LOXO_LOOKUP", "each");
        sandbox.loxoFaults()
                .on("POST /people")
                .nth(2)
                .then(Fault.answer(422, Map.of(), "{\"errors\":[\"Title is too long\"]}"));
        program.here("sync", "--once").exits(3);
    }

    @Test
    void explainTellsTheCallTheAnswerAndWhatIsNext() {
        assertThat(program.here("explain", failedOne()).exits(0).out())
                .contains(
                        "candidate " + failedOne() + ": failed, not known in Loxo",
                        "run 1",
                        "(refused)",
                        "call:   POST /people",
                        "answer: Title is too long",
                        "next: tried again when the candidate changes in Toggl Hire, or after: retry " + failedOne());
    }

    @Test
    void explainKnowsACandidateByAddressInAnyCase() {
        String address = sandbox.toggl()
                .candidate(failedOne())
                .orElseThrow()
                .get("email")
                .textValue();
        for (String typed :
                new String[] {address.toUpperCase(Locale.ROOT), address.toLowerCase(Locale.ROOT), " " + address + " "
                }) {
            JsonNode found = program.here("explain", typed, "--output", "json")
                    .exits(0)
                    .json()
                    .at("/candidates/0");
            assertThat(found.get("candidate").textValue()).isEqualTo(failedOne());
            assertThat(found.get("reason").textValue()).isEqualTo("refused");
            assertThat(found.at("/history/0/call").textValue()).isEqualTo("POST /people");
        }
    }

    @Test
    void explainSaysThatSomebodyIsNotKnown() {
        for (String stranger : new String[] {"999999", "nobody@example.com"}) {
            Ended ended = program.here("explain", stranger).exits(2);
            assertThat(ended.errors()).singleElement().asString().contains(stranger, "plan");
            assertThat(ended.out()).isEmpty();
        }
    }

    @Test
    void aCandidateIsFoundByThePersonInLoxoAsWell() {
        JsonNode all = program.here("sync", "--once", "--output", "json").json();
        assertThat(all.get("unchanged").intValue()).isPositive();
        String person = Long.toString(sandbox.loxo().people().get(0).id());
        Ended explained = program.here("explain", person).exits(0);
        assertThat(explained.out()).contains("candidate 1", "Loxo person " + person);
    }

    @Test
    void statusShowsRunsCountsAndWhatNeedsAttention() {
        program.here("sync", "--once");
        Ended text = program.here("status").exits(0);
        assertThat(text.out()).contains("run 2 of ", "run 1 of ", "In the ledger:", "failed    1", "retry [ID...]");
        assertThat(text.out().lines())
                .anyMatch(line -> line.startsWith("  refused: ") && line.contains(" (1, the last at "))
                .contains("    " + failedOne());

        JsonNode json = program.here("status", "--output", "json").exits(0).json();
        assertThat(json.get("runs")).hasSize(2);
        assertThat(json.at("/runs/0/run").intValue()).isEqualTo(2);
        assertThat(json.at("/runs/0/failed").intValue()).isEqualTo(1);
        assertThat(json.at("/candidates/failed").intValue()).isEqualTo(1);
        assertThat(json.at("/failed/0/reason").textValue()).isEqualTo("refused");
        assertThat(json.at("/failed/0/candidates/0").textValue()).isEqualTo(failedOne());
        assertThat(json.at("/next_start").textValue()).endsWith(" UTC");
        assertThat(program.here("status", "--runs", "1").out()).doesNotContain("run 1 of ");
    }

    @Test
    void withoutALedgerTheCommandsSaySoAndMakeNone() {
        Program other = Program.in(temporary.resolve("other"));
        assertThat(other.here("status").exits(0).out()).contains("No run yet");
        other.here("explain", "100000").exits(2);
        assertThat(other.leftBehind()).isEmpty();
    }

    @Test
    void aFailedOneIsLeftAloneUntilRetryAsks() {
        sandbox.loxo().forgetCalls();
        program.here("sync", "--once").exits(3);
        assertThat(sandbox.loxo().counts()).as("nothing but whose agency it is").isEqualTo(Map.of("GET /jobs", 1L));

        assertThat(program.here("retry", failedOne()).exits(0).out()).contains("1 marked; the next run tries again");
        JsonNode run =
                program.here("sync", "--once", "--output", "json").exits(0).json();
        assertThat(run.get("created").intValue()).isEqualTo(1);
        assertThat(program.here("retry").exits(0).out()).contains("No failed candidate");
    }

    @Test
    void retryWithoutIdsTakesAllAndStrangersAreNamed() {
        Ended strange = program.here("retry", failedOne(), "999999").exits(2);
        assertThat(strange.errors())
                .singleElement()
                .asString()
                .contains("999999")
                .doesNotContain(failedOne());
        assertThat(program.here("retry", "--output", "json")
                        .exits(0)
                        .json()
                        .get("retried")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void forgetErasesAndTheNextRunFindsThePersonAgain() {
        JsonNode person =
                program.here("explain", doneOne(), "--output", "json").json().at("/candidates/0/person");
        assertThat(program.here("forget", doneOne()).exits(0).out()).contains("Erased 1");
        program.here("explain", doneOne()).exits(2);
        assertThat(program.here("forget", doneOne()).exits(0).out()).contains("nobody");

        program.here("sync", "--once");
        JsonNode again =
                program.here("explain", doneOne(), "--output", "json").json().at("/candidates/0");
        assertThat(again.get("person")).isEqualTo(person);
        assertThat(again.get("outcome").textValue()).isEqualTo("updated");
        assertThat(sandbox.loxo().duplicates()).isEmpty();
    }

    @Test
    void linkSettlesByHandWhoACandidateIs() {
        long person = sandbox.loxo().people().get(0).id();
        program.run("link", failedOne(), Long.toString(person), "--yes").exits(0);
        program.here("sync", "--once").exits(0);
        assertThat(program.here("explain", failedOne()).out()).contains("Loxo person " + person);
        assertThat(program.here("link", "999999", "1").exits(2).errors()).hasSize(1);
        program.here("link", failedOne(), "somebody").exits(2);
    }

    @Test
    void linkRefusesSomebodyWhomLoxoDoesNotHave() {
        Ended nobody = program.here("link", failedOne(), "999", "--yes").exits(2);
        assertThat(nobody.errors()).singleElement().asString().contains("Loxo has no person 999");
        assertThat(program.here("explain", failedOne()).out()).doesNotContain("999");
    }

    @Test
    void linkOntoAStrangerShowsBothNamesAndNeedsAYes() {
        PersonSeed stranger = sandbox.loxo().people().get(0);
        String id = Long.toString(stranger.id());
        Ended asked = program.here("link", failedOne(), id).exits(2);
        assertThat(asked.out()).contains("Candidate " + failedOne(), "Person " + id, stranger.name());
        assertThat(asked.errors()).singleElement().asString().contains("no address in common", "--yes");
        assertThat(program.here("explain", failedOne()).out()).doesNotContain("by hand");

        program.here("link", failedOne(), id, "--yes").exits(0);
        assertThat(program.here("explain", failedOne()).out())
                .contains("by hand", "(linked-by-hand)", "to person " + id);
    }

    @Test
    void linkAtATerminalAsksAndTakesANoForANo() {
        String id = Long.toString(sandbox.loxo().people().get(0).id());
        program.asked("n", "link", failedOne(), id).exits(2);
        assertThat(program.here("explain", failedOne()).out()).doesNotContain("by hand");
        program.asked("y", "link", failedOne(), id).exits(0);
        assertThat(program.here("explain", failedOne()).out()).contains("by hand");
    }

    @Test
    void linkToWhoeverHasTheAddressAsksNobody() {
        String address = sandbox.toggl()
                .candidate(failedOne())
                .orElseThrow()
                .path("email")
                .asText();
        long own = sandbox.loxo().seed(PersonSeed.named("Somebody").withEmail(address));
        program.here("link", failedOne(), Long.toString(own)).exits(0);
    }

    @Test
    void forgetAtATerminalAsksAndTakesANoForANo() {
        program.asked("", "forget", doneOne()).exits(2);
        program.here("explain", doneOne()).exits(0);
        assertThat(program.asked("yes", "forget", doneOne()).exits(0).out()).contains("Erased 1");
    }

    @Test
    void retryOfEverybodyAndOfOneIsRefused() {
        Ended both = program.here("retry", "--all", doneOne()).exits(2);
        assertThat(both.errors()).singleElement().asString().contains("--all", doneOne());
        assertThat(program.here("explain", doneOne()).out()).contains("nothing, until the candidate changes");
    }

    private String failedOne() {
        return hopeful(1);
    }

    private String doneOne() {
        return hopeful(0);
    }

    /** The nth of those for whom a person is created. */
    private String hopeful(int n) {
        return sandbox.toggl().candidateIds().stream()
                .filter(id -> sandbox.toggl()
                        .candidate(id)
                        .orElseThrow()
                        .path("hire_state")
                        .asText()
                        .equals("possible-hire"))
                .skip(n)
                .findFirst()
                .orElseThrow();
    }
}
