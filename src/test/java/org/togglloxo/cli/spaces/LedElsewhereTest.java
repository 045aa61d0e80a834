package org.togglloxo.cli.spaces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.Ended;
import org.togglloxo.flow.Candidates;

/** People who were delivered, or planned, in one agency and whom the mapping leads to another one by now. */
class LedElsewhereTest extends SeveralSpacesCase {

    /** The brake lets fewer than fifty through. */
    private static final int PEOPLE = 60;

    @BeforeEach
    void nobodyYet() {
        oneWorkspaceAndSeveralAgencies();
        List.copyOf(first.toggl().candidateIds()).forEach(first.toggl()::remove);
    }

    private void deliverMany() {
        for (int i = 0; i < PEOPLE; i++) {
            first.toggl().add(Candidates.someone("ann" + i + "@example.com"));
        }
        assertThat(sync(0).get("created").asInt()).isEqualTo(PEOPLE);
    }

    private JsonNode sync(int exitCode) {
        return program.here("sync", "--once", "--output", "json")
                .exits(exitCode)
                .json();
    }

    /** @param agency in jq */
    private Path lead(String agency) throws IOException {
        Path mapping = ownMapping();
        return Files.writeString(
                mapping, Files.readString(mapping).replace("create: true", "create: true, agency: (" + agency + ")"));
    }

    private void held() {
        JsonNode run = sync(3);
        assertThat(run.get("ended").asText()).isEqualTo("brake");
        assertThat(run.get("reason").asText()).contains("would change 60 of the 60 people");
        assertThat(second.loxo().peopleCount()).isZero();
    }

    @Test
    void anEditThatLeadsManyToAnotherAgencyIsHeld() throws IOException {
        deliverMany();
        lead("\"leadership\"");
        held();
        assertThat(program.here("plan").exits(0).out()).contains("would change 60 of the 60 people");
    }

    @Test
    void anotherUsualAgencyIsAnEdit() {
        deliverMany();
        program.with("TOGGL_AGENCY", "leadership");
        held();
    }

    @Test
    void whoeverIsLedWhereTheyAreIsUnchanged() throws IOException {
        deliverMany();
        lead("\"staffing\"");
        assertThat(sync(0).get("unchanged").asInt()).isEqualTo(PEOPLE);
    }

    @Test
    void whoWasPlannedInOneAgencyIsNotDeliveredIntoAnother() throws IOException {
        String opening = first.toggl().addOpening("Head of Tunnels");
        lead("if $candidate.job_opening_id == \"%s\" then \"leadership\" else null end".formatted(opening));
        String id = first.toggl().add(Candidates.someone("ann@example.com"));
        String other = first.toggl().add(Candidates.someone("ben@example.com"));
        program.here("plan", "--out", "plan.json").exits(0);
        first.toggl().change(id, candidate -> candidate.put("job_opening_id", opening));

        Ended applied = program.here("apply", "plan.json").exits(3);
        assertThat(applied.out())
                .contains(
                        "left out: candidate " + id,
                        "changed in Toggl Hire since the plan was made",
                        "another agency (leadership, where the plan had shown that of toggl.agency)")
                .doesNotContain("candidate " + other);
        assertThat(first.loxo().peopleCount()).isEqualTo(1);
        assertThat(second.loxo().peopleCount()).isZero();
    }

    @Test
    void anAgencyThatIsNotDeliveredIntoTakesNobodyFromTheOneBefore() throws IOException {
        String id = first.toggl().add(Candidates.someone("ann@example.com"));
        sync(0);
        Path mapping = lead("\"leadership\"");
        program.with("LOXO_LEADERSHIP_API_KEY", "key-of-before");
        assertThat(sync(4).get("deferred").asInt()).isEqualTo(1);
        assertThat(program.here("explain", id).exits(0).out())
                .contains("in agency staffing")
                .doesNotContain("(moved)");

        Files.copy(Path.of("routes").resolve(mapping.getFileName()), mapping, StandardCopyOption.REPLACE_EXISTING);
        first.loxo().forgetCalls();
        assertThat(sync(0).get("updated").asInt()).isEqualTo(1);
        assertThat(first.loxo().countOf("GET /people"))
                .as("nobody is looked for")
                .isZero();
    }
}
