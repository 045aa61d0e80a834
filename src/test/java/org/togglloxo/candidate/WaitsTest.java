package org.togglloxo.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.togglloxo.failure.Reason;

class WaitsTest {

    @Test
    void theReasonAndEachListAreKeptApart() {
        Waits waits = Waits.of(new Blocker(Reason.NO_JOB, ""), List.of("toggl/tags", "loxo/source_types"));
        assertThat(waits.text()).isEqualTo("no-job list-unreadable:loxo/source_types list-unreadable:toggl/tags");
        assertThat(waits.codes()).containsExactly("no-job", "list-unreadable");
        assertThat(waits.lists()).containsExactly("loxo/source_types", "toggl/tags");
    }

    @Test
    void whoWaitsForNothingHasNoWord() {
        Waits waits = Waits.of(null, List.of());
        assertThat(waits.text()).isEmpty();
        assertThat(waits.codes()).isEmpty();
        assertThat(waits.lists()).isEmpty();
    }

    @Test
    void anEarlierVersionDidNotSayWhichList() {
        assertThat(new Waits("list-unreadable").lists()).containsExactly("");
        assertThat(new Waits("no-phone").lists()).isEmpty();
    }
}
