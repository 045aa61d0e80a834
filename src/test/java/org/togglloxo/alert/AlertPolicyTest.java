package org.togglloxo.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When people are told, and when not: one run every fifteen minutes, or every twelve hours. */
class AlertPolicyTest {

    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private final AlertPolicy policy = new AlertPolicy(Duration.ofDays(1), Duration.ofDays(2));

    /**
     * A run in a word: {@code ok}, {@code odd} (unusual), {@code nobody} and {@code none} (nobody listed, after many or after none), {@code cut} (interrupted), {@code fail5} (so many failed), or the reason of a
     * stop.
     */
    private static AssessedRun run(String word, long id, long at) {
        Set<String> problems = new TreeSet<>();
        long unsuccessful = 0;
        if (word.startsWith("fail")) {
            problems.add("failed");
            unsuccessful = Long.parseLong(word.substring(4));
        } else if (word.equals("nobody")) {
            problems.add(RunAssessment.NOBODY);
        } else if (!List.of("ok", "odd", "cut", "none").contains(word)) {
            problems.add("stopped/" + word);
        }
        boolean finished = problems.isEmpty() && !word.equals("cut") || unsuccessful > 0 || word.equals("nobody");
        return new AssessedRun(
                id,
                at,
                finished,
                word.equals("cut"),
                problems,
                List.copyOf(problems),
                word.equals("odd") ? List.of("odd") : List.of(),
                word.equals("none") ? 0 : 100,
                unsuccessful,
                "");
    }

    private List<String> told(String runs, Duration between) {
        AlertState state = AlertState.WELL;
        List<String> told = new ArrayList<>();
        long at = 0;
        long id = 0;
        for (String word : runs.split(" ")) {
            at += between.toMillis();
            id++;
            AlertState before = state;
            state = policy.after(state, run(word, id, at));
            if (state.lastId() != before.lastId()) {
                told.add(id + " " + state.last().kind().word());
                state = state.told(true, List.of());
            }
        }
        return told;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ok ok ok                                |
            refused                                 | 1 degraded
            ok refused refused refused ok ok        | 2 degraded, 5 well-again
            ok fail5 fail5 fail6 fail9 ok           | 2 degraded, 6 well-again
            ok fail5 fail10 fail15 fail20 ok        | 2 degraded, 3 worse, 5 worse, 6 well-again
            refused fail5 refused fail5 ok          | 1 degraded, 2 worse, 5 well-again
            refused down refused down ok            | 1 degraded, 2 worse, 5 well-again
            refused ok refused ok                   | 1 degraded, 2 well-again, 3 degraded, 4 well-again
            ok nobody none none ok                  | 2 degraded, 5 well-again
            none none ok                            |
            cut ok cut                              |
            refused cut refused cut ok              | 1 degraded, 5 well-again
            ok odd ok odd                           | 2 odd, 4 odd
            refused odd ok                          | 1 degraded, 2 well-again
            ok refused refused ok fail5 fail5 down fail5 ok ok | 2 degraded, 4 well-again, 5 degraded, 7 worse, 9 well-again
            """)
    void onceWhenItGoesWrongAndOnceWhenItIsWellAgain(String runs, String told) {
        assertThat(String.join(", ", told(runs, QUARTER)))
                .isEqualTo(told == null ? "" : told.replace("odd", "unusual"));
    }

    @Test
    void nowAndThenWhileItStaysWrong() {
        assertThat(told("ok refused refused refused refused refused ok", HALF_A_DAY))
                .containsExactly("2 degraded", "4 reminder", "6 reminder", "7 well-again");
    }

    @Test
    void neverWhereNobodyWantsToBeReminded() {
        AlertPolicy silent = new AlertPolicy(Duration.ZERO, Duration.ZERO);
        AlertState state = silent.after(AlertState.WELL, run("refused", 1, 0));
        state = silent.after(
                state.told(true, List.of()),
                run("refused", 2, Duration.ofDays(90).toMillis()));
        assertThat(state.last().kind()).isEqualTo(AlertKind.DEGRADED);
        assertThat(silent.isStale(state, 1, Duration.ofDays(900).toMillis())).isFalse();
    }

    @Test
    void wellAgainSaysAfterHowManyRunsAndSinceWhen() {
        AlertState state = AlertState.WELL;
        long at = 0;
        for (String word : List.of("ok", "refused", "refused", "down", "ok")) {
            at += QUARTER.toMillis();
            state = policy.after(state, run(word, at / QUARTER.toMillis(), at));
        }
        assertThat(state.last().runs()).isEqualTo(3);
        assertThat(Duration.ofMillis(state.last().at() - state.last().since())).isEqualTo(Duration.ofMinutes(45));
        assertThat(state.last().reasons()).containsExactly("stopped/down");
    }

    @Test
    void whereNobodyCouldBeToldTheyAreToldOfTheLastRunInsteadOfTheFirst() {
        AlertState state = policy.after(AlertState.WELL, run("refused", 1, 10));
        state = policy.after(state.told(false, List.of("mail")), run("refused", 2, 20));
        assertThat(state.last().id()).isEqualTo(1);
        assertThat(state.last().kind()).isEqualTo(AlertKind.DEGRADED);
        assertThat(state.last().run()).isEqualTo(2);
        assertThat(state.last().since()).isEqualTo(10);
        assertThat(state.toldBy()).containsExactly("mail");
        assertThat(state.told()).isFalse();
    }

    @Test
    void noRunForLongIsToldOnceAndEndsWithOneThatComesToItsEnd() {
        long now = Duration.ofDays(3).toMillis();
        AlertState state = AlertState.WELL;
        assertThat(policy.isStale(state, 0, now)).as("none was ever begun").isFalse();
        assertThat(policy.isStale(state, now - HALF_A_DAY.toMillis(), now)).isFalse();
        assertThat(policy.isStale(state, 1, now)).isTrue();
        state = policy.stale(state, 7, 1, now, "").told(true, List.of());
        assertThat(policy.isStale(state, 1, now)).isFalse();
        AlertState well = policy.after(state, run("ok", 8, now + 1));
        assertThat(well.last().kind()).isEqualTo(AlertKind.WELL_AGAIN);
        assertThat(well.stale()).isFalse();
        AlertState wrong = policy.after(state, run("refused", 8, now + 1));
        assertThat(wrong.last().kind()).isEqualTo(AlertKind.DEGRADED);
        assertThat(wrong.stale()).as("it did not come to its end").isTrue();
        assertThat(policy.after(state, run("fail5", 8, now + 1)).stale()).isFalse();
    }
}
