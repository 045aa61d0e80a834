package org.togglloxo.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.ledger.run.RunRow;

/** What must be so of every run, however it ended. */
final class SoundRuns {

    private SoundRuns() {}

    /** The six outcomes add up to what was read; only a run that stopped leaves somebody out. */
    static RunRow sound(RunRow run) {
        long concluded =
                run.counts().values().stream().mapToLong(Long::longValue).sum();
        boolean cutOff = run.exitCode() == ExitCode.UNAUTHORIZED.code()
                || List.of("loxo-elsewhere", "loxo-down").contains(run.ended())
                || run.exitCode() == ExitCode.UNEXPECTED.code()
                || List.of("interrupted", "told-to-wait", "other-agency", "other-workspace", "brake")
                        .contains(run.ended());
        if (cutOff) {
            assertThat(concluded).isLessThanOrEqualTo(run.listed());
        } else {
            assertThat(concluded).as("%s", run).isEqualTo(run.listed());
        }
        assertThat(run.message().isEmpty()).isEqualTo(run.ended().equals("finished"));
        return run;
    }
}
