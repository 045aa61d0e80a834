package org.togglloxo.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.togglloxo.flow.ExpectedPerson;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.loxo.agency.LoxoEvent;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** Candidates who come, change and go, and what must be true of Loxo whatever the runs saw of it on the way. */
final class RandomPeople {

    private static final List<String> STATES = List.of("possible-hire", "possible-hire", "rejected", "");
    private static final int MOST = 600;

    private final Sandbox sandbox;
    private final Random random;
    private final Map<String, String> everListed = new HashMap<>();
    private long changes;

    RandomPeople(Sandbox sandbox, long seed) {
        this.sandbox = sandbox;
        this.random = new Random(seed);
        sandbox.toggl().candidateIds().forEach(this::note);
    }

    long changes() {
        return changes;
    }

    /** Candidates whose scorecard takes a character of the last font that is looked into: all fonts are loaded then, and stay. */
    void addThoseWhoTakeEveryFont() {
        for (int i = 0; i < 5; i++) {
            note(sandbox.toggl().add(candidate -> {
                rename(candidate, "Smiling \uD83D\uDE00 " + random.nextInt(1_000_000));
                candidate.put("hire_state", "possible-hire").put("score", 95);
            }));
        }
    }

    /** One of them: somebody new, gone, moved to another address, renamed, judged anew. */
    void change() {
        changes++;
        List<String> ids = sandbox.toggl().candidateIds();
        String someone = ids.get(random.nextInt(ids.size()));
        int what = random.nextInt(20);
        if (what < 3 && ids.size() < MOST) {
            note(sandbox.toggl().add(candidate -> {}));
        } else if (what == 3) {
            sandbox.toggl().remove(someone);
        } else if (what == 4) {
            sandbox.toggl().change(someone, candidate -> candidate.put("email", "moved" + changes + "@example.com"));
            note(someone);
        } else if (what < 10) {
            sandbox.toggl().change(someone, candidate -> rename(candidate, "Renamed " + random.nextInt(1_000_000)));
        } else if (what < 15) {
            sandbox.toggl().change(someone, candidate -> candidate.put("score", random.nextInt(101)));
        } else {
            String state = STATES.get(random.nextInt(STATES.size()));
            sandbox.toggl().change(someone, candidate -> candidate.put("hire_state", state));
        }
    }

    void assertLoxoIsAsTheRulesSay() {
        assertThat(sandbox.loxo().duplicates()).as("nobody twice").isEmpty();
        SoftAssertions all = new SoftAssertions();
        for (String id : sandbox.toggl().candidateIds()) {
            ExpectedPerson expected =
                    ExpectedPerson.of(sandbox.toggl().candidate(id).orElseThrow());
            List<PersonSeed> found =
                    sandbox.loxo().peopleByAddress(expected.emails().get(0));
            if (expected.createsPerson()) {
                all.assertThat(found).as("candidate %s, %s", id, expected).hasSize(1);
            }
            if (expected.isDelivered()) {
                found.forEach(person -> assertHolds(all, id, expected, person));
            }
        }
        Map<String, Long> byCandidate = new HashMap<>();
        for (PersonSeed person : sandbox.loxo().people()) {
            String id = everListed.get(lower(person.emails().get(0)));
            all.assertThat(id).as("somebody of %s", person).isNotNull();
            all.assertThat(byCandidate.put(id, person.id()))
                    .as("another person of candidate %s than %s", id, person)
                    .isNull();
        }
        all.assertThat(sandbox.loxo().applications().stream()
                        .map(application -> application.personId() + " for " + application.jobId()))
                .as("nobody applies twice")
                .doesNotHaveDuplicates();
        all.assertThat(sandbox.loxo().events().stream().map(LoxoEvent::notes))
                .as("nothing is told twice")
                .doesNotHaveDuplicates();
        all.assertAll();
    }

    private void assertHolds(SoftAssertions all, String id, ExpectedPerson expected, PersonSeed person) {
        all.assertThat(person.name()).as("name of candidate %s", id).isEqualTo(expected.name());
        all.assertThat(person.tags())
                .as("tags of candidate %s", id)
                .containsExactlyInAnyOrderElementsOf(expected.tags());
        all.assertThat(person.emails().stream().map(RandomPeople::lower))
                .as("addresses of candidate %s, now and before", id)
                .containsAll(expected.emails().stream().map(RandomPeople::lower).toList())
                .allMatch(address -> id.equals(everListed.get(address)))
                .doesNotHaveDuplicates();
        all.assertThat(person.phones()).as("phones of candidate %s", id).isEqualTo(expected.phones());
        all.assertThat(person.fields()).as("fields of candidate %s", id).isEqualTo(expected.fields());
    }

    private static void rename(ObjectNode candidate, String name) {
        candidate.put("name", name);
        if (candidate.path("contact_info").isObject()) {
            ((ObjectNode) candidate.get("contact_info")).put("full_name", name);
        }
    }

    private void note(String id) {
        ExpectedPerson.of(sandbox.toggl().candidate(id).orElseThrow())
                .emails()
                .forEach(address -> everListed.put(lower(address), id));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
