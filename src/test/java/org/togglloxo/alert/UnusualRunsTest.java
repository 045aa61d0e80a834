package org.togglloxo.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.run.RunRow;

class UnusualRunsTest {

    private static RunRow run(long listed, long created, long failed) {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, 0L);
        }
        counts.put(Outcome.CREATED, created);
        counts.put(Outcome.FAILED, failed);
        return new RunRow(1, 0, 0L, "finished", 0, "", listed, listed, counts, 0, 0, List.of());
    }

    private static List<String> unusual(RunRow run, int before) {
        return UnusualRuns.of(run, Collections.nCopies(before, run(100, 4, 2))).stream()
                .map(RunProblem::code)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "100, 4, 2, ''",
        "50, 4, 2, ''",
        "49, 4, 2, listed-few",
        "200, 4, 2, ''",
        "201, 4, 2, listed-many",
        "100, 23, 2, ''",
        "100, 24, 2, created-many",
        "100, 4, 6, ''",
        "100, 4, 7, failed-many",
    })
    void twiceAsMuchAndMoreThanChance(long listed, long created, long failed, String code) {
        assertThat(unusual(run(listed, created, failed), 10)).isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    }

    @Test
    void nineRunsSayNothing() {
        assertThat(unusual(run(0, 500, 50), 9)).isEmpty();
        assertThat(unusual(run(0, 500, 50), 10)).hasSize(3);
    }
}
