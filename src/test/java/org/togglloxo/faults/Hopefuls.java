package org.togglloxo.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.togglloxo.flow.ExpectedPerson;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.loxo.agency.LoxoApplication;
import org.togglloxo.sandbox.loxo.agency.LoxoEvent;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** A sandbox whose candidates are all to become people, and whether they did. */
public final class Hopefuls {

    private Hopefuls() {}

    public static void hireEverybody(Sandbox sandbox) {
        sandbox.toggl().candidateIds().forEach(id -> sandbox.toggl()
                .change(id, candidate -> candidate.put("hire_state", "possible-hire")));
    }

    /** One person a candidate, with the name, the addresses, the tag and all else that the rules say, and nobody besides. */
    public static void assertEachIsThereOnce(Sandbox sandbox) {
        assertEachIsThere(sandbox);
        assertThat(sandbox.loxo().events()).as("events").hasSize(sandbox.loxo().peopleCount());
    }

    /** The same where the ledger was lost: nobody is there twice and nobody applied twice, but what happened may be told again. */
    public static void assertEachIsThere(Sandbox sandbox) {
        assertThat(sandbox.loxo().duplicates()).as("nobody twice").isEmpty();
        SoftAssertions all = new SoftAssertions();
        for (String id : sandbox.toggl().candidateIds()) {
            ExpectedPerson expected =
                    ExpectedPerson.of(sandbox.toggl().candidate(id).orElseThrow());
            for (String address : expected.emails()) {
                List<PersonSeed> found = sandbox.loxo().peopleByAddress(address);
                all.assertThat(found)
                        .as("candidate %s by %s", id, address)
                        .singleElement()
                        .satisfies(person -> assertThat(person).isEqualTo(expected.asCreated(person)));
            }
        }
        all.assertAll();
        assertThat(sandbox.loxo().peopleCount()).isEqualTo(sandbox.toggl().candidateCount());
        assertEachIsPutForwardOnce(sandbox);
        assertThat(sandbox.unexpected()).isEmpty();
        assertThat(sandbox.leaks()).isEmpty();
    }

    /** One application for each shortlisted candidate with a phone, one event for each candidate. */
    private static void assertEachIsPutForwardOnce(Sandbox sandbox) {
        List<String> expected = new ArrayList<>();
        for (String id : sandbox.toggl().candidateIds()) {
            ExpectedPerson person =
                    ExpectedPerson.of(sandbox.toggl().candidate(id).orElseThrow());
            if (person.lane().equals("shortlist") && !person.phones().isEmpty()) {
                expected.add("toggl-hire-%s.pdf".formatted(id));
            }
        }
        assertThat(sandbox.loxo().applications())
                .as("applications")
                .noneMatch(LoxoApplication::created)
                .extracting(LoxoApplication::resumeName)
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(sandbox.loxo().events())
                .as("events")
                .extracting(LoxoEvent::personId)
                .containsAll(
                        sandbox.loxo().people().stream().map(PersonSeed::id).toList());
    }

    /** The six outcomes add up to what was read. */
    public static JsonNode assertAddsUp(JsonNode run) {
        assertThat(List.of("created", "updated", "unchanged", "skipped", "deferred", "failed").stream()
                        .mapToLong(outcome -> run.get(outcome).longValue())
                        .sum())
                .as("the six of %s", run)
                .isEqualTo(run.get("read").longValue());
        return run;
    }
}
