package org.togglloxo.cli.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.togglloxo.flow.Candidates.someone;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.Ended;

/** Two workspaces with the same ids, and two agencies with the same addresses, in one process with one ledger. */
class SeveralSpacesTest extends SeveralSpacesCase {

    private static int written(JsonNode counts) {
        return counts.get("created").asInt() + counts.get("updated").asInt();
    }

    @Test
    void eachIsDeliveredIntoItsOwnAgency() {
        several("beta,acme");
        JsonNode run =
                program.here("sync", "--once", "--output", "json").exits(0).json();
        assertThat(run.get("read").asInt()).isEqualTo(2 * CANDIDATES);
        assertThat(run.get("workspaces"))
                .extracting(one -> one.get("workspace").asText())
                .containsExactly("beta", "acme");
        assertThat(first.loxo().peopleCount())
                .isEqualTo(second.loxo().peopleCount())
                .isPositive();
        assertThat(first.loxo().duplicates()).isEmpty();
        assertThat(second.loxo().duplicates()).isEmpty();
        assertThat(first.leaks()).isEmpty();

        JsonNode again =
                program.here("sync", "--once", "--output", "json").exits(0).json();
        assertThat(written(again)).isZero();
    }

    @Test
    void aLedgerFromBeforeIsTakenOverByWhomItBelongsTo() {
        program.against(first);
        program.here("sync", "--once").exits(0);
        int people = first.loxo().peopleCount();
        for (String name :
                new String[] {"TOGGL_BASE_URL", "TOGGL_API_KEY", "LOXO_BASE_URL", "LOXO_AGENCY_SLUG", "LOXO_API_KEY"}) {
            program.without(name);
        }
        several("beta,acme");
        JsonNode status =
                program.here("status", "--output", "json").exits(0).json().get("workspaces");
        assertThat(status).hasSize(3);
        assertThat(status.get(2).get("workspace").asText()).isEmpty();
        assertThat(status.get(2).get("runs")).hasSize(1);
        assertThat(status.get(2).get("note").asText()).contains("The first run");
        assertThat(program.here("status").exits(0).out()).contains("without a name", "run 1 of ", "takes it over");
        JsonNode plan = program.here("plan", "--workspace", "acme", "--output", "json")
                .exits(0)
                .json();
        assertThat(written(plan)).isZero();

        JsonNode run =
                program.here("sync", "--once", "--output", "json").exits(0).json();
        assertThat(written(run.get("workspaces").get(0))).isPositive();
        assertThat(written(run.get("workspaces").get(1))).isZero();
        assertThat(first.loxo().peopleCount()).isEqualTo(people);
        assertThat(program.here("status").exits(0).out()).doesNotContain("takes it over");

        program.without("TOGGL_WORKSPACES").without("LOXO_AGENCIES").against(first);
        assertThat(program.here("sync", "--once").exits(2).out())
                .contains("The ledger knows people of the agencies leadership, staffing, and loxo.agencies is empty");
    }

    @Test
    void theListsAreTakenAwayAgainWhereThereIsOneOfEach() {
        program.against(first).with("TOGGL_WORKSPACES", "acme").with("LOXO_AGENCIES", "staffing");
        program.here("sync", "--once").exits(0);
        assertThat(program.here("status").exits(0).out()).doesNotContain("workspace acme");
        program.without("TOGGL_WORKSPACES").without("LOXO_AGENCIES");
        String id = first.toggl().candidateIds().get(0);
        assertThat(program.here("forget", id, "--yes").exits(2).err())
                .contains(id + " is in the ledger under the workspace acme", "sync --once");
        assertThat(program.here("sync", "--once").exits(0).out()).contains(" 0 created, 0 updated, ");
        assertThat(program.here("forget", id, "--yes").exits(0).out()).contains("Erased 1");
    }

    @Test
    void aKeyThatIsRefusedStopsThatOneAlone() {
        several("beta,acme");
        program.with("TOGGL_BETA_API_KEY", "expired");
        Ended ended = program.here("sync", "--once", "--output", "json").exits(4);
        JsonNode run = ended.json();
        assertThat(run.get("exit_code").asInt()).isEqualTo(4);
        assertThat(run.get("stopped").asBoolean()).isTrue();
        assertThat(run.get("reason").asText()).startsWith("workspace beta: ").contains("toggl.beta.api-key is wrong");
        assertThat(run.get("workspaces").get(1).get("stopped").asBoolean()).isFalse();
        assertThat(first.loxo().peopleCount()).isPositive();

        assertThat(program.here("doctor").exits(4).out())
                .contains("set toggl.beta.api-key")
                .doesNotContain("set toggl.api-key");

        program.with("TOGGL_BETA_API_KEY", second.options().togglKey()).with("LOXO_STAFFING_API_KEY", "expired");
        Ended refused = program.here("sync", "--once").exits(4);
        assertThat(refused.out())
                .contains("workspace beta", "agency staffing: ", "loxo.staffing.api-key is wrong")
                .doesNotContain("loxo.api-key");
        assertThat(second.loxo().peopleCount()).isPositive();
    }

    @Test
    void twoWorkspacesIntoOneAgencyMakeNobodyTwice() {
        severalWorkspacesAndOneAgency("beta,acme");
        program.here("sync", "--once").exits(0);
        assertThat(first.loxo().duplicates()).isEmpty();
        assertThat(first.loxo().peopleCount()).isLessThanOrEqualTo(CANDIDATES);
        JsonNode again =
                program.here("sync", "--once", "--output", "json").exits(0).json();
        assertThat(written(again)).isZero();
    }

    @Test
    void aMappingLeadsToAnotherAgencyAndBack() throws IOException {
        oneWorkspaceAndSeveralAgencies();
        program.here("sync", "--once").exits(0);
        int people = first.loxo().peopleCount();
        assertThat(second.loxo().peopleCount()).isZero();
        assertThat(program.here("doctor").exits(0).out()).contains("agency staffing", "agency leadership");

        Path mapping = ownMapping();
        String shipped = Files.readString(mapping);
        Files.writeString(mapping, shipped.replace("create: true", "create: true, agency: \"leadership\""));
        first.loxo().forgetCalls();
        Ended plan = program.here("plan", "--output", "json").exits(0);
        assertThat(plan.json().get("created").asInt()).isEqualTo(people);
        assertThat(second.loxo().peopleCount()).isZero();
        program.here("sync", "--once", "--yes").exits(0);
        assertThat(second.loxo().peopleCount()).isEqualTo(people);
        assertThat(first.loxo().calls()).allMatch(call -> call.method().equals("GET"));
        String moved = second.loxo().people().get(0).emails().get(0);
        assertThat(program.here("explain", moved).exits(0).out())
                .contains("(moved)", "agency leadership", "agency staffing");
        assertThat(written(program.here("sync", "--once", "--output", "json")
                        .exits(0)
                        .json()))
                .isZero();

        Files.writeString(mapping, shipped);
        program.here("sync", "--once", "--yes").exits(0);
        assertThat(first.loxo().peopleCount()).isEqualTo(people);
        assertThat(second.loxo().peopleCount()).isEqualTo(people);
    }

    @Test
    void anAgencyThatIsNotInTheListFailsTheCandidateAndSaysSo() throws IOException {
        oneWorkspaceAndSeveralAgencies();
        Path mapping = ownMapping();
        Files.writeString(
                mapping, Files.readString(mapping).replace("create: true", "create: true, agency: \"leadershop\""));
        assertThat(program.here("routes", "check").exits(2).lines().toList().toString())
                .contains("'leadershop'", "staffing, leadership");
    }

    @Test
    void idsAreShownWithTheirWorkspaceAsJsonAsWell() {
        several("beta,acme");
        String nameless = first.toggl().add(someone(""));
        program.here("sync", "--once", "--workspace", "acme").exits(3);
        assertThat(program.here("explain", "acme/" + nameless, "--output", "json")
                        .exits(0)
                        .json()
                        .at("/candidates/0/candidate")
                        .asText())
                .isEqualTo("acme/" + nameless);
        assertThat(program.here("status", "--workspace", "acme", "--output", "json")
                        .exits(0)
                        .json()
                        .at("/failed/0/candidates/0")
                        .asText())
                .isEqualTo("acme/" + nameless);
        assertThat(program.here("status").exits(0).out()).contains(" acme/" + nameless);
    }

    @Test
    void commandsKnowWhoseACandidateIs() {
        several("beta,acme");
        program.here("sync", "--once").exits(0);
        String id = first.toggl().candidateIds().get(0);
        assertThat(program.here("explain", id).exits(2).err())
                .contains("known in several workspaces", "beta/" + id + " or acme/" + id);
        assertThat(program.here("explain", "acme/" + id).exits(0).out()).contains("candidate acme/" + id + ":");
        assertThat(program.here("explain", "gamma/" + id).exits(2).err())
                .contains("no candidate gamma/" + id, "toggl.workspaces names no gamma: it names beta, acme");
        assertThat(program.here("explain", "5%s/7%").exits(2).err()).contains("no candidate 5%s/7%");
        assertThat(program.here("plan", "--workspace", "acme").exits(0).out())
                .contains("(candidate acme/")
                .doesNotContain("(candidate 1");
        assertThat(program.here("explain", "--workspace", "beta", id).exits(0).out())
                .contains("candidate beta/" + id + ":");
        assertThat(program.here("retry", "acme/" + id, "--output", "json")
                        .exits(0)
                        .json()
                        .get("retried")
                        .asInt())
                .isEqualTo(1);
        assertThat(program.here("candidates").exits(0).out())
                .contains("acme/" + id, "beta/" + id, "workspace beta", "\n\nworkspace acme, agency staffing\n");
        assertThat(program.here("candidates", "--output", "csv").exits(0).out().lines())
                .filteredOn(line -> line.startsWith("candidate,"))
                .hasSize(1);
        JsonNode list = program.here("candidates", "--output", "json").exits(0).json();
        assertThat(list.get("total").asInt()).isEqualTo(2 * CANDIDATES);
        assertThat(list.get("exit_code").asInt()).isZero();
        assertThat(list.get("workspaces"))
                .extracting(
                        one -> one.get("workspace").asText(),
                        one -> one.get("agency").asText(),
                        one -> one.get("candidates").size())
                .containsExactly(tuple("beta", "leadership", CANDIDATES), tuple("acme", "staffing", CANDIDATES));
        assertThat(program.here("candidates", "--reason", "nonsense", "--output", "json")
                        .exits(2)
                        .json()
                        .get("exit_code")
                        .asInt())
                .isEqualTo(2);
        for (String[] option : new String[][] {{"--search", "acme/" + id}, {"--search=acme/" + id}}) {
            assertThat(program.here(Stream.concat(Stream.of("candidates"), Stream.of(option))
                                    .toArray(String[]::new))
                            .exits(0)
                            .out())
                    .contains("acme/" + id + " ", "1 candidates")
                    .doesNotContain("beta/");
        }
        assertThat(program.here("candidates", "--workspace", "beta", "--search", "acme/" + id)
                        .exits(2)
                        .err())
                .contains("acme/" + id + " is of another workspace than --workspace says");
        assertThat(program.here("routes", "try", "--candidate", "acme/" + id)
                        .exits(0)
                        .out())
                .startsWith("candidate acme/" + id);
        assertThat(program.here("scorecard", "beta/" + id, "--out", "card.pdf")
                        .exits(0)
                        .out())
                .contains("the test result of candidate beta/" + id);
        program.here("plan", "--workspace", "acme", "--out", "acme.json").exits(0);
        assertThat(program.here("apply", "acme.json", "--workspace", "beta")
                        .exits(2)
                        .err())
                .contains("The plan was made for the agency")
                .doesNotContain("were edited");
        assertThat(program.here("forget", "beta/" + id, "--yes").exits(0).out()).contains("Erased 1");
        assertThat(program.here("explain", id).exits(0).out()).contains("candidate acme/" + id + ":");
        assertThat(program.here("status", "--workspace", "gamma").exits(2).err())
                .contains("--workspace is 'gamma': one of beta, acme is needed");
        assertThat(program.here("apply", "plan.json").exits(2).err()).contains("--workspace", "beta, acme");
        assertThat(program.here("webhooks", "list").exits(2).err()).contains("--agency", "staffing, leadership");
        assertThat(program.here("webhooks", "list", "--agency", "leadership")
                        .exits(0)
                        .out())
                .contains("no webhooks");
        assertThat(program.here("doctor").exits(0).out()).contains("workspace acme", "workspace beta", "whose ledger");
    }
}
