package org.togglloxo.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.togglloxo.ledger.run.Remark;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** The tag of an earlier lane is taken away, whatever came between, and nobody else's is. */
class TagsTest extends FlowTest {

    private static final String ANN = "ann@example.com";

    @Test
    void itIsTakenAwayWhereLoxoAnswersTagsAsOneText() {
        flow.between(options -> options.candidates(0).tagsAsText(true));
        flow.loxo().seed(PersonSeed.named("Ann").withEmail(ANN).withTag("vip").withTag("met in Tartu"));
        String candidate = flow.toggl().add(someone(ANN));
        flow.run();
        flow.toggl().change(candidate, someone(ANN).scored(10));
        RunRow run = flow.run();
        assertThat(person(ANN).tags()).containsExactly("vip", "met in Tartu", "toggl:review");
        assertThat(run.remarks()).isEmpty();
    }

    @Test
    void whereLoxoDoesNotTellTagsItStaysAndThatIsSaidOnceARun() {
        flow.betweenEmptyServices();
        String ann = flow.toggl().add(someone(ANN));
        String ben = flow.toggl().add(someone("ben@example.com"));
        flow.run();
        flow.sandbox().loxoFaults().on("GET /people/{id}").then(Fault.tamper(seen -> without(seen.answer())));
        flow.toggl().change(ann, someone(ANN).scored(10));
        flow.toggl().change(ben, someone("ben@example.com").scored(10));
        assertThat(flow.run().remarks()).extracting(Remark::code).containsExactly("tags-untold");
        assertThat(person(ANN).tags()).containsExactly("toggl:shortlist", "toggl:review");

        flow.sandbox().loxoFaults().clear();
        flow.toggl().change(ann, someone(ANN).scored(20));
        assertThat(flow.run().remarks()).isEmpty();
        assertThat(person(ANN).tags()).as("told at last").containsExactly("toggl:review");
    }

    private static JsonNode without(JsonNode person) {
        return ((ObjectNode) person).without("all_raw_tags");
    }

    @Test
    void itIsTakenAwayThoughTheCandidateWasDeferredAfterItWasWritten() {
        flow.betweenEmptyServices().set("retry.max-attempts", "0");
        long known = flow.loxo().seed(PersonSeed.named("Bea").withEmail("bea@example.com"));
        String opening = flow.toggl().addOpening("Bridge Builder");
        flow.loxo().addJob("Bridge Builder");
        Candidates.Edit hopeful =
                someone(ANN).contact("phone", "+372 5555 0001").and(edit -> edit.put("job_opening_id", opening));
        String ann = flow.toggl().add(hopeful);
        String bea = flow.toggl().add(hopeful.and(edit -> edit.put("email", "bea@example.com")));
        flow.sandbox().loxoFaults().on("POST /jobs/{job_id}/apply").then(Fault.status(503));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 2L));
        assertThat(person(ANN).tags()).containsExactly("toggl:shortlist");

        flow.endProcess();
        flow.toggl().change(ann, edit -> edit.put("score", 10));
        flow.toggl().change(bea, edit -> edit.put("score", 10));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L, "updated", 1L));
        assertThat(person(ANN).tags()).containsExactly("toggl:review");
        assertThat(flow.loxo().person(known).orElseThrow().tags()).containsExactly("toggl:review");
    }
}
