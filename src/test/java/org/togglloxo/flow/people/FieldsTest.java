package org.togglloxo.flow.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.ledger.run.Remark;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** Custom fields, source types and the tags that only a candidate's details tell. */
class FieldsTest extends FlowTest {

    private static final String ANN = "ann@example.com";

    @BeforeEach
    void emptyServices() {
        flow.betweenEmptyServices();
    }

    @Test
    void theScoreStandsInTheFieldOfThatName() {
        flow.toggl().add(someone(ANN).scored(85.714286));
        flow.run();
        assertThat(person(ANN).fields()).containsEntry("custom_number_2", "85.714286");
    }

    @Test
    void aFieldThatLoxoDoesNotHaveIsLeftOutAndSaidOnce() {
        flow.loxo().setup().remove("dynamic_fields", "Toggl score");
        flow.toggl().add(someone(ANN));
        flow.toggl().add(someone("ben@example.com"));
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 2L));
        assertThat(run.remarks()).extracting(Remark::code).containsExactly("field-unknown");
        assertThat(run.remarks().get(0).message()).contains("'Toggl score'", "retry --all");

        flow.loxo().setup().addField("Toggl score", "custom_number_9", "Person", "Number");
        flow.ledger().manualDecisions("somebody").retryAll();
        flow.run();
        assertThat(person(ANN).field("custom_number_9")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"422, ''", "403, ''", "503, list-unreadable:loxo/source_types"})
    void aSourceTypeThatCannotBeMadeIsWaitedForUnlessLoxoRefusesIt(int status, String waits) {
        flow.set("loxo.create-source-type", "true").loxo().setup().remove("source_types", "Toggl Hire");
        flow.sandbox().loxoFaults().on("POST /source_types").then(Fault.status(status));
        String candidate = flow.toggl().add(someone(ANN));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(flow.known(candidate).waits()).isEqualTo(("no-phone " + waits).strip());

        flow.sandbox().loxoFaults().clear();
        flow.run();
        assertThat(person(ANN).fields().containsKey("source_type_id")).isEqualTo(!waits.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"100.0, 100", "0.0, 0", "57.142857, 57.142857"})
    void aNumberHasNoZerosBehindItsPoint(double score, String written) {
        flow.loxo().seed(PersonSeed.named("Ann").withEmail(ANN));
        flow.toggl().add(someone(ANN).scored(score));
        flow.run();
        assertThat(person(ANN).field("custom_number_2")).isEqualTo(written);
    }

    @Test
    void refusedFieldsRestAndTheRunGoesOn() {
        flow.sandbox().loxoFaults().on("GET /dynamic_fields").then(Fault.status(403));
        flow.toggl().add(someone(ANN));
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 1L));
        assertThat(run.remarks()).extracting(Remark::code).containsExactly("reference-unreadable");
        assertThat(person(ANN).tags()).containsExactly("toggl:shortlist");
    }

    @Test
    void aFilledFieldOfSomebodyWhomLoxoHadIsKept() {
        flow.loxo().seed(PersonSeed.named("Ann").withEmail(ANN).withField("custom_number_2", "12"));
        flow.toggl().add(someone(ANN).scored(80));
        flow.run();
        assertThat(person(ANN).fields()).containsEntry("custom_number_2", "12");
    }

    @Test
    void theSourceTypeIsSetOnNewPeopleAndMadeOnlyWhereThatIsSwitchedOn() {
        flow.loxo().setup().remove("source_types", "Toggl Hire");
        flow.toggl().add(someone(ANN));
        RunRow run = flow.run();
        assertThat(person(ANN).fields()).doesNotContainKey("source_type_id");
        assertThat(run.remarks()).extracting(Remark::code).containsExactly("source-type-unknown");

        flow.set("loxo.create-source-type", "true").toggl().add(someone("ben@example.com"));
        flow.run();
        flow.toggl().add(someone("cy@example.com"));
        flow.run();
        long made = flow.loxo().setup().idOf("source_types", "Toggl Hire");
        assertThat(person("ben@example.com").fields()).containsEntry("source_type_id", Long.toString(made));
        assertThat(person("cy@example.com").fields()).containsEntry("source_type_id", Long.toString(made));
        assertThat(flow.loxo().countOf("POST /source_types")).isEqualTo(1);
    }

    @Test
    void tagsComeByTheirNamesAndGoWithTheNextDelivery() {
        String tag = flow.toggl().addTag("Remote OK");
        String candidate = flow.toggl()
                .add(someone(ANN).and(someone -> someone.putArray("tag_ids").add(tag)));
        flow.run();
        assertThat(person(ANN).tags()).containsExactlyInAnyOrder("toggl:shortlist", "toggl:tag/remote-ok");

        flow.toggl().change(candidate, someone -> someone.put("score", 70).putArray("tag_ids"));
        flow.run();
        assertThat(person(ANN).tags()).containsExactly("toggl:shortlist");
    }

    @Test
    void detailsAreReadForThoseAboutToBeDeliveredOnly() {
        flow.toggl().add(someone(ANN));
        flow.toggl().add(someone("undecided@example.com").inState(""));
        flow.toggl().add(someone("rejected@example.com").inState("rejected"));
        flow.run();
        assertThat(flow.toggl().countOf("GET /candidates/{id}")).isEqualTo(1);
        flow.run();
        assertThat(flow.toggl().countOf("GET /candidates/{id}")).isEqualTo(1);
    }

    @Test
    void aChangedTagIsNoticedByItselfWhereDetailsAreAlwaysRead() {
        String tag = flow.set("toggl.details", "always").toggl().addTag("optimist");
        String candidate = flow.toggl().add(someone(ANN));
        flow.run();
        flow.toggl().change(candidate, someone -> someone.putArray("tag_ids").add(tag));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(person(ANN).tags()).contains("toggl:tag/optimist");
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 1L));
    }

    @Test
    void withoutDetailsNobodyIsAskedForAndEverybodyIsDelivered() {
        flow.set("toggl.details", "never").toggl().add(someone(ANN));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(flow.toggl().countOf("GET /candidates/{id}")).isZero();
    }

    @Test
    void someoneWhoHasGoneFromTogglMeanwhileIsDeliveredAsTheListHadThem() {
        flow.sandbox().togglFaults().on("GET /candidates/{id}").then(Fault.status(404));
        flow.toggl().add(someone(ANN));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
    }

    @Test
    void anErrorWithTheDetailsIsRepeatedAndThenDeferred() {
        flow.set("retry.max-attempts", "2").toggl().add(someone(ANN));
        flow.sandbox().togglFaults().on("GET /candidates/{id}").times(2).then(Fault.status(503));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));

        String ben = flow.toggl().add(someone("ben@example.com"));
        flow.sandbox().togglFaults().clear();
        flow.sandbox().togglFaults().on("GET /candidates/{id}").then(Fault.status(503));
        assertThat(FlowFixture.counts(flow.run())).containsEntry("deferred", 1L);
        assertThat(flow.known(ben).reason()).isEqualTo("toggl-unavailable");
        assertThat(flow.loxo().peopleByAddress("ben@example.com")).isEmpty();
    }

    @Test
    void tagsThatCannotBeReadAreLeftOutAndTheRunGoesOn() {
        flow.toggl().add(someone(ANN).and(someone -> someone.putArray("tag_ids").add("300")));
        flow.sandbox().togglFaults().on("GET /tags").then(Fault.status(403));
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 1L));
        assertThat(run.remarks()).extracting(Remark::code).containsExactly("toggl-tags-unknown");
    }
}
