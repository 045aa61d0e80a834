package org.togglloxo.cli.spaces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is to be changed is called by the name that it has where there are several. */
class NamesOfSettingsTest extends SeveralSpacesCase {

    private String id;

    @BeforeEach
    void knowEverybody() {
        several("acme,beta");
        program.here("sync", "--once").exits(0);
        id = first.toggl().candidateIds().get(0);
    }

    private String errors(String line) {
        return program.here(line.formatted(id).split(" ")).exits(4).err();
    }

    static List<String> commandsThatAskAnAgency() {
        return List.of(
                "link acme/%s 1",
                "reconcile --workspace acme", "ledger adopt --workspace acme --yes", "webhooks list --agency staffing");
    }

    @MethodSource("commandsThatAskAnAgency")
    @ParameterizedTest
    void theKeyOfAnAgencyIsNamed(String line) {
        program.with("LOXO_STAFFING_API_KEY", "key-of-before");
        assertThat(errors(line)).contains("loxo.staffing.api-key").doesNotContain("loxo.api-key");
    }

    @MethodSource("commandsThatAskAnAgency")
    @ParameterizedTest
    void theSlugOfAnAgencyIsNamed(String line) {
        program.with("LOXO_STAFFING_AGENCY_SLUG", "nobody");
        assertThat(errors(line)).contains("loxo.staffing.agency-slug").doesNotContain("loxo.agency-slug");
    }

    @ValueSource(
            strings = {
                "scorecard acme/%s --out result.pdf",
                "routes try --candidate acme/%s",
                "reconcile --workspace acme"
            })
    @ParameterizedTest
    void theKeyOfAWorkspaceIsNamed(String line) {
        program.with("TOGGL_ACME_API_KEY", "key-of-before");
        assertThat(errors(line)).contains("toggl.acme.api-key").doesNotContain("toggl.api-key");
    }

    @Test
    void aFieldThatCannotBeLookedForIsToldWithTheKeyOfTheAgency() {
        program.with("LOXO_STAFFING_API_KEY", "key-of-before");
        assertThat(program.here("routes", "try", "--candidate", "acme/" + id).out())
                .contains("whether it has the fields", "loxo.staffing.api-key")
                .doesNotContain("loxo.api-key");
    }

    @Test
    void soundKeysAreNamedAsWell() {
        assertThat(program.here("doctor").exits(0).out())
                .contains(
                        "secret loxo.staffing.api-key: from the environment variable LOXO_STAFFING_API_KEY",
                        "secret loxo.leadership.api-key: ",
                        "secret toggl.acme.api-key: ",
                        "secret toggl.beta.api-key: ")
                .doesNotContain("loxo.api-key", "toggl.api-key");
    }
}
