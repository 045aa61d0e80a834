package org.togglloxo.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;

class SyncOnceIT extends ProcessTest {

    private static final List<String> OUTCOMES =
            List.of("created", "updated", "unchanged", "skipped", "deferred", "failed");

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(40).knownPeople(4);
    }

    @Test
    void theLastLineOfStdoutIsOneObjectWithTheKeysThatScriptsRelyOn() {
        Ended ended = program.run("sync", "--once", "--output", "json").exits(0);
        assertThat(ended.out().lines()).hasSize(1);
        JsonNode run = ended.json();
        assertThat(run.fieldNames())
                .toIterable()
                .startsWith("run", "read")
                .containsAll(OUTCOMES)
                .contains("stopped", "seconds");
        assertThat(run.get("run").intValue()).isEqualTo(1);
        assertThat(run.get("read").intValue()).isEqualTo(40).isEqualTo(sumOfOutcomes(run));
        assertThat(run.get("created").intValue())
                .isPositive()
                .isEqualTo(sandbox.loxo().peopleCount() - 4);
        assertThat(run.get("stopped").booleanValue()).isFalse();
        assertThat(run.get("seconds").doubleValue()).isPositive();
    }

    @Test
    void theLogGoesToStderrAlone() {
        Ended ended = program.run("sync", "--once").exits(0);
        assertThat(ended.out().lines())
                .singleElement()
                .asString()
                .startsWith("run 1 finished after ")
                .contains(" 40 read = ");
        assertThat(ended.err()).contains("run 1 begins", "run 1 ended");
    }

    @Test
    void aSecondRunFindsAllUnchangedAndMakesNoCallAboutPeople() {
        JsonNode first = program.here("sync", "--once", "--output", "json").json();
        sandbox.loxo().forgetCalls();
        JsonNode second =
                program.here("sync", "--once", "--output", "json").exits(0).json();
        assertThat(second.get("run").intValue()).isEqualTo(2);
        assertThat(second.get("unchanged").intValue())
                .isEqualTo(
                        first.get("created").intValue() + first.get("updated").intValue());
        assertThat(sumOfOutcomes(second)).isEqualTo(40);
        assertThat(sandbox.loxo().counts()).as("nothing but whose agency it is").isEqualTo(Map.of("GET /jobs", 1L));
    }

    @Test
    void aPlanWritesNothingAndLeavesNoFile() {
        Ended plan = program.withoutLedger().run("plan").exits(0);
        assertThat(plan.out())
                .contains("Will be created in Loxo (", "(candidate ", "tags: + toggl:shortlist", "Nothing was written");
        assertThat(sandbox.loxo().counts().keySet()).allMatch(operation -> operation.startsWith("GET "));
        assertThat(program.leftBehind()).isEmpty();
    }

    @Test
    void aPlanSaysWhatTheRunThenDoes() {
        JsonNode plan = program.here("plan", "--output", "json").exits(0).json();
        JsonNode run = program.here("sync", "--once", "--output", "json").json();
        assertThat(OUTCOMES).allSatisfy(outcome -> assertThat(plan.get(outcome)).isEqualTo(run.get(outcome)));
    }

    @Test
    void aLimitIsKept() {
        JsonNode run = program.here("sync", "--once", "--limit", "7", "--output", "json")
                .exits(0)
                .json();
        assertThat(run.get("read").intValue()).isEqualTo(7);
    }

    @Test
    void whatFailedIsShownWithWhatToDo() {
        sandbox.loxoFaults()
                .on("POST /people")
                .nth(1)
                .then(Fault.answer(422, java.util.Map.of(), "{\"errors\":[\"Title is too long\"]}"));
        Ended ended = program.here("sync", "--once").exits(3);
        assertThat(ended.out()).contains("1 failed", "(refused)", "Title is too long", "retry");
    }

    @Test
    void nothingCrossesFromOneServiceToTheOtherAndNothingUnknownIsAsked() {
        program.here("sync", "--once").exits(0);
        program.here("doctor").exits(0);
        assertThat(sandbox.leaks()).isEmpty();
        assertThat(sandbox.unexpected()).isEmpty();
        assertThat(sandbox.loxo().emptyValuesReceived()).isEmpty();
    }

    private static int sumOfOutcomes(JsonNode run) {
        return OUTCOMES.stream()
                .mapToInt(outcome -> run.get(outcome).intValue())
                .sum();
    }
}
