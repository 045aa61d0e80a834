package org.togglloxo.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** Which way a candidate takes, and what the way means in Loxo. */
class LanesTest extends FlowTest {

    private static final String ANN = "ann@example.com";

    @BeforeEach
    void emptyServices() {
        flow.betweenEmptyServices();
    }

    private List<String> tags() {
        return person(ANN).tags();
    }

    @ParameterizedTest
    @CsvSource({
        "60, 60, toggl:shortlist",
        "60, 59.99, toggl:review",
        "60, 60.000001, toggl:shortlist",
        "60, 0, toggl:review",
        "60, 100, toggl:shortlist",
        "75.5, 75.5, toggl:shortlist",
        "75.5, 75.4, toggl:review",
        "0, 0, toggl:shortlist"
    })
    void scoreDecidesBetweenShortlistAndReview(String border, double score, String tag) {
        flow.set("sync.min-score", border).toggl().add(someone(ANN).scored(score));
        flow.run();
        assertThat(tags()).containsExactly(tag);
    }

    @Test
    void withoutAScoreSomeoneIsPutUpForReview() {
        flow.toggl().add(someone(ANN).and(candidate -> candidate.remove("score")));
        String empty = flow.toggl().add(someone("bea@example.com").and(candidate -> candidate.putNull("score")));
        flow.run();
        assertThat(tags()).containsExactly("toggl:review");
        assertThat(flow.known(empty).lane()).isEqualTo("review");
    }

    @Test
    void rejectedCreatesNobody() {
        String rejected = flow.toggl().add(someone(ANN).inState("rejected"));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("skipped", 1L));
        assertThat(flow.loxo().peopleCount()).isZero();
        assertThat(flow.known(rejected).reason()).isEqualTo("not-in-loxo");
        assertThat(flow.known(rejected).lane()).isEqualTo("rejected");
    }

    @Test
    void rejectedUpdatesAPersonAlreadyThere() {
        flow.loxo().seed(PersonSeed.named("Ann").withEmail(ANN).withTag("vip"));
        flow.toggl().add(someone(ANN).inState("rejected"));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(tags()).containsExactly("vip", "toggl:rejected");
    }

    @Test
    void undecidedAndUnknownStatesAreSkippedWithTheirReasonAndWithoutACall() {
        String undecided = flow.toggl().add(someone(ANN).inState(""));
        String missing = flow.toggl().add(someone("bea@example.com").and(candidate -> candidate.remove("hire_state")));
        String unknown = flow.toggl().add(someone("cid@example.com").inState("on-hold"));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("skipped", 3L));
        askedLoxoForTheKeyAlone();
        assertThat(flow.known(undecided).reason()).isEqualTo("undecided");
        assertThat(flow.known(missing).reason()).isEqualTo("undecided");
        assertThat(flow.known(unknown).reason()).isEqualTo("unknown-hire-state");
        assertThat(flow.known(unknown).message()).contains("routes/30-route-candidate.camel.yaml");
    }

    @ParameterizedTest
    @CsvSource({"possible-hire, 10, toggl:review", "rejected, 80, toggl:rejected", "possible-hire, 60, toggl:shortlist"
    })
    void anotherLaneReplacesOurOwnTagAndKeepsThoseOfRecruiters(String state, double score, String tag) {
        long id = flow.loxo().seed(PersonSeed.named("Ann").withEmail(ANN).withTag("vip"));
        String candidate = flow.toggl().add(someone(ANN));
        flow.run();
        assertThat(tags()).containsExactly("vip", "toggl:shortlist");

        flow.toggl().change(candidate, edit -> edit.put("hire_state", state).put("score", score));
        flow.run();
        assertThat(tags()).containsExactly("vip", tag);
        assertThat(person(ANN).id()).isEqualTo(id);
    }

    @Test
    void aTagThatARecruiterTookAwayIsNotAskedFor() {
        String candidate = flow.toggl().add(someone(ANN));
        flow.run();
        flow.toggl().change(candidate, edit -> edit.put("hire_state", ""));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("skipped", 1L));
        assertThat(tags()).as("nobody has decided anything else").containsExactly("toggl:shortlist");
    }

    @Test
    void aTagThatAnotherCandidateStillWantsStays() {
        String one = flow.toggl().add(someone(ANN));
        flow.toggl().addSharing(one);
        flow.toggl().change(flow.toggl().candidateIds().get(1), someone(ANN));
        flow.run();
        assertThat(tags()).containsExactly("toggl:shortlist");

        flow.toggl().change(one, edit -> edit.put("hire_state", "rejected"));
        flow.run();
        assertThat(tags()).containsExactly("toggl:shortlist", "toggl:rejected");
    }

    @Test
    void createOnlyUpdatesNobody() {
        flow.set("sync.mode", "create-only");
        PersonSeed known = PersonSeed.named("Ann").withEmail(ANN);
        flow.loxo().seed(known);
        String there = flow.toggl().add(someone(ANN));
        flow.toggl().add(someone("bea@example.com"));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L, "skipped", 1L));
        assertThat(flow.known(there).reason()).isEqualTo("create-only");
        assertThat(tags()).isEmpty();
        assertThat(person("bea@example.com").tags()).containsExactly("toggl:shortlist");
    }

    @Test
    void updateOnlyCreatesNobody() {
        flow.set("sync.mode", "update-only");
        flow.loxo().seed(PersonSeed.named("Ann").withEmail(ANN));
        flow.toggl().add(someone(ANN));
        String absent = flow.toggl().add(someone("bea@example.com"));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L, "skipped", 1L));
        assertThat(flow.known(absent).reason()).isEqualTo("update-only");
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
    }

    @Test
    void whoWasSkippedByTheModeIsDeliveredWhenTheModeChanges() {
        flow.set("sync.mode", "update-only");
        flow.toggl().add(someone(ANN));
        flow.run();
        flow.loxo().forgetCalls();
        flow.run();
        // the same mode, the same answer
        askedLoxoForTheKeyAlone();

        flow.set("sync.mode", "upsert");
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
    }
}
