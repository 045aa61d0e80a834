package org.togglloxo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;

/** How long a token has to be depends on who can get as far as trying one. */
class PageSettingsTest {

    private static List<Problem> problems(String token, Map<String, String> more) {
        Map<String, String> values = new HashMap<>(more);
        values.put("page.admin-token", token);
        List<Problem> problems = new ArrayList<>();
        PageSettings.from(Settings.given(values::get), problems);
        return problems;
    }

    @Test
    void eightCharactersDoOnThisMachine() {
        assertThat(problems("eight888", Map.of())).isEmpty();
        assertThat(problems("seven77", Map.of())).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("has 7 characters: 8 to 512")
                .doesNotContain("other machines", "seven77"));
    }

    @ParameterizedTest
    @CsvSource({"page.host, 0.0.0.0", "page.url, https://sync.agency.example"})
    void sixteenAreNeededWhereOtherMachinesAreLetIn(String name, String value) {
        assertThat(problems("sixteen-letters-", Map.of(name, value))).isEmpty();
        assertThat(problems("fifteen-letters", Map.of(name, value)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("has 15 characters: 16 to 512", "lets other machines in", "PAGE_ADMIN_TOKEN")
                        .doesNotContain("fifteen-letters"));
    }
}
