package org.togglloxo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;

class CronRuleTest {

    private static List<String> problems(String schedule) {
        List<Problem> problems = new ArrayList<>();
        SyncSettings.from(Settings.given(Map.of("sync.schedule", schedule)::get), problems);
        return problems.stream().map(Problem::message).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "0 0 0 31 2 ?, its time never comes. A Quartz",
        "0 0 0 1 1 ? 2001, its time never comes. A Quartz",
        "* * *, Unexpected end of expression. A Quartz",
        "'', Unexpected end of expression. A Quartz"
    })
    void aScheduleThatStartsNothingIsRefused(String schedule, String cause) {
        assertThat(problems(schedule))
                .singleElement()
                .asString()
                .startsWith("sync.schedule is '" + schedule + "': " + cause);
    }

    @Test
    void anyOtherIsGood() {
        assertThat(problems("0 0/15 * * * ?")).isEmpty();
        assertThat(problems("0 0 0 29 2 ?")).isEmpty();
    }
}
