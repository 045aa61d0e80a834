package org.togglloxo.cli.spaces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What commands say of several workspaces together, and of people whom several of them have to do with. */
class SpacesInSumTest extends SeveralSpacesCase {

    private JsonNode json(int exitCode, String command) {
        return program.here(command, "--output", "json").exits(exitCode).json();
    }

    @Test
    void allIsWellWhereEachIs() {
        several("acme,beta");
        assertThat(json(0, "doctor").get("ok").asBoolean()).isTrue();
        program.with("TOGGL_ACME_API_KEY", "expired");
        assertThat(json(4, "doctor").get("ok").asBoolean()).isFalse();
    }

    @Test
    void callsAndPeopleAreThoseOfAll() {
        several("acme,beta");
        JsonNode plan = json(0, "plan");
        for (String one : new String[] {"calls_to_loxo", "calls_to_toggl"}) {
            assertThat(plan.get(one).asInt())
                    .isEqualTo(plan.get("workspaces").get(0).get(one).asInt()
                            + plan.get("workspaces").get(1).get(one).asInt());
        }
        assertThat(plan.get("calls").get("creates").asInt())
                .isEqualTo(plan.get("created").asInt());
        program.here("sync", "--once").exits(0);
        assertThat(json(0, "reconcile").get("people").asInt())
                .isEqualTo(first.loxo().peopleCount() + second.loxo().peopleCount());
    }

    @Test
    void peopleOfAnotherWorkspaceInTheAgencyAreNoStrangers() {
        severalWorkspacesAndOneAgency("acme,beta");
        program.with("TOGGL_ACME_FILTER_MIN_SCORE", "70");
        program.here("sync", "--once").exits(0);
        JsonNode found = json(0, "reconcile").get("workspaces");
        assertThat(found.get(0).get("people").asInt())
                .isLessThan(found.get(1).get("people").asInt());
        assertThat(found).allMatch(one -> one.get("unknown").isEmpty());
    }

    @Test
    void peopleInAnAgencyThatTheMappingNamesAreReadBackThere() throws IOException {
        oneWorkspaceAndSeveralAgencies();
        shortlistGoesToLeadership();
        program.with("SYNC_MIN_SCORE", "65");
        program.here("sync", "--once").exits(0);
        assertThat(json(0, "reconcile").get("workspaces"))
                .extracting(one -> one.get("people").asInt())
                .containsExactly(first.loxo().peopleCount(), second.loxo().peopleCount());
        second.loxo().remove(second.loxo().people().get(0).id());
        JsonNode there = json(3, "reconcile").get("workspaces").get(1);
        assertThat(there.get("agency").asText()).isEqualTo("leadership");
        assertThat(there.get("missing")).hasSize(1);
    }

    @Test
    void aPersonWhoIsMissingIsToldWithTheWorkspaceOfTheCandidate() {
        severalWorkspacesAndOneAgency("acme,beta");
        program.here("sync", "--once").exits(0);
        first.loxo().remove(first.loxo().people().get(0).id());
        assertThat(program.here("reconcile").exits(3).out()).containsPattern("candidate (acme|beta)/\\d+, person");
        assertThat(json(3, "reconcile").findValuesAsText("candidate"))
                .isNotEmpty()
                .allMatch(candidate -> candidate.matches("(acme|beta)/\\d+"));
    }

    @Test
    void aPlanSaysThatItIsIncompleteWhereOneOfTheAgenciesRefuses() throws IOException {
        oneWorkspaceAndSeveralAgencies();
        shortlistGoesToLeadership();
        program.with("SYNC_MIN_SCORE", "65").with("LOXO_LEADERSHIP_API_KEY", "key-of-before");
        assertThat(program.here("plan").exits(4).out())
                .contains("Will be created in Loxo (", "The plan is incomplete: sync would meet the same")
                .contains("agency leadership: ");
    }

    @Test
    void whoIsOnePersonInTheAgencyIsExplainedInOneWorkspace() {
        severalWorkspacesAndOneAgency("acme,beta");
        program.here("sync", "--once").exits(0);
        String id = first.toggl().candidateIds().get(0);
        JsonNode one = program.here("explain", "acme/" + id, "--output", "json")
                .exits(0)
                .json();
        String person = one.get("candidates").get(0).get("person").asText();
        assertThat(program.here("explain", "acme/" + person, "--output", "json")
                        .exits(0)
                        .json()
                        .get("candidates"))
                .extracting(candidate -> candidate.get("candidate").asText())
                .containsExactly("acme/" + id);
    }

    @Test
    void theAuditSaysInWhichWorkspaceSeveralWereTried() {
        several("acme,beta");
        program.here("sync", "--once").exits(0);
        program.here("retry", "--all", "--workspace", "beta").exits(0);
        assertThat(program.here("audit").exits(0).out()).contains("  workspace beta  everybody: ");
        assertThat(program.here("audit", "--output", "csv").exits(0).out().lines())
                .startsWith("at,actor,act,candidate,detail,workspace")
                .element(1)
                .asString()
                .contains(",retry,,")
                .endsWith(",beta");
        assertThat(program.here("audit", "--output", "csv", "--workspace", "beta")
                        .exits(0)
                        .out()
                        .lines())
                .startsWith("at,actor,act,candidate,detail");
    }

    @Test
    void nobodyIsMarkedWhereOneOfThemIsUnknown() {
        several("acme,beta");
        program.here("sync", "--once").exits(0);
        String id = "acme/" + first.toggl().candidateIds().get(0);
        JsonNode refused = program.here("retry", id, "beta/9999", "--output", "json")
                .exits(2)
                .json();
        assertThat(refused.get("errors"))
                .extracting(JsonNode::asText)
                .singleElement()
                .asString()
                .contains("no candidate beta/9999.");
        assertThat(program.here("audit").exits(0).out()).doesNotContain("retry");
    }

    @Test
    void aPlanIsKeptForOneWorkspaceHoweverTheFileIsGiven() {
        several("acme,beta");
        assertThat(program.here("plan", "--out=plan.json").exits(2).err()).contains("--workspace", "acme, beta");
        assertThat(program.folder().resolve("plan.json")).doesNotExist();
    }

    @Test
    void aNameThatIsGivenTwiceIsRefused() {
        several("acme,beta");
        assertThat(program.here("status", "--workspace", "acme", "--workspace", "beta")
                        .exits(2)
                        .err())
                .contains("--workspace is given twice");
        assertThat(program.here("status", "--workspace=acme", "--workspace=beta")
                        .exits(2)
                        .err())
                .contains("--workspace is given twice");
    }

    @Test
    void theFormIsTakenInCapitalLettersToo() {
        several("acme,beta");
        assertThat(program.here("status", "--output=JSON").exits(0).json().get("workspaces"))
                .hasSize(2);
    }
}
