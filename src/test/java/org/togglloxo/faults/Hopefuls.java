package org.togglloxo.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.togglloxo.flow.ExpectedPerson;
import org.togglloxo.sandbox.LoxoPerson;
import org.togglloxo.sandbox.Sandbox;

/** A sandbox whose candidates are all to become people, and whether they did. */
final class Hopefuls {

    private Hopefuls() {}

    static void hireEverybody(Sandbox sandbox) {
        sandbox.toggl().candidateIds().forEach(id -> sandbox.toggl()
                .change(id, candidate -> candidate.put("hire_state", "possible-hire")));
    }

    /** One person a candidate, with the name, the addresses, the tag and all else that the rules say, and nobody besides. */
    static void assertEachIsThereOnce(Sandbox sandbox) {
        assertThat(sandbox.loxo().duplicates()).as("nobody twice").isEmpty();
        SoftAssertions all = new SoftAssertions();
        for (String id : sandbox.toggl().candidateIds()) {
            ExpectedPerson expected =
                    ExpectedPerson.of(sandbox.toggl().candidate(id).orElseThrow());
            for (String address : expected.emails()) {
                List<LoxoPerson> found = sandbox.loxo().peopleByAddress(address);
                all.assertThat(found)
                        .as("candidate %s by %s", id, address)
                        .singleElement()
                        .satisfies(person -> assertThat(person).isEqualTo(expected.asCreated(person)));
            }
        }
        all.assertAll();
        assertThat(sandbox.loxo().peopleCount()).isEqualTo(sandbox.toggl().candidateCount());
        assertThat(sandbox.unexpected()).isEmpty();
        assertThat(sandbox.leaks()).isEmpty();
    }

    /** The six outcomes add up to what was read. */
    static JsonNode assertAddsUp(JsonNode run) {
        assertThat(List.of("created", "updated", "unchanged", "skipped", "deferred", "failed").stream()
                        .mapToLong(outcome -> run.get(outcome).longValue())
                        .sum())
                .as("the six of %s", run)
                .isEqualTo(run.get("read").longValue());
        return run;
    }
}
