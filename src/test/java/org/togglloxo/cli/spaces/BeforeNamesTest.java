package org.togglloxo.cli.spaces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ledger from before there were names, before the first run under names. */
class BeforeNamesTest extends SeveralSpacesCase {

    private String id;

    @BeforeEach
    void runWithoutNames() {
        program.against(first);
        program.here("sync", "--once").exits(0);
        for (String name :
                new String[] {"TOGGL_BASE_URL", "TOGGL_API_KEY", "LOXO_BASE_URL", "LOXO_AGENCY_SLUG", "LOXO_API_KEY"}) {
            program.without(name);
        }
        several("beta,acme");
        id = first.toggl().candidateIds().get(0);
    }

    @Test
    void whoBindsItByHandTakesOverWhatIsThere() {
        int events = first.loxo().events().size();
        assertThat(program.here("ledger", "adopt", "--workspace", "beta", "--yes")
                        .exits(2)
                        .err())
                .contains("not theirs");
        program.here("ledger", "adopt", "--workspace", "acme", "--yes").exits(0);
        JsonNode run =
                program.here("sync", "--once", "--output", "json").exits(0).json();
        assertThat(run.get("workspaces").get(1).get("updated").asInt()).isZero();
        assertThat(first.loxo().events()).hasSize(events);
    }

    @Test
    void whoIsInItIsNotSaidToBeUnknown() {
        for (String word : new String[] {id, "acme/" + id}) {
            for (String command : new String[] {"explain", "retry", "forget"}) {
                assertThat(program.here(command, word).exits(2).err())
                        .contains("from before toggl.workspaces was set", "sync --once");
            }
        }
        program.here("sync", "--once").exits(0);
        program.here("forget", "acme/" + id, "--yes").exits(0);
        program.with("TOGGL_WORKSPACES", "acme").with("LOXO_AGENCIES", "staffing");
        assertThat(program.here("forget", "beta/" + id, "--yes").exits(2).err())
                .contains("under the workspace beta", "toggl.workspaces does not name");
    }
}
