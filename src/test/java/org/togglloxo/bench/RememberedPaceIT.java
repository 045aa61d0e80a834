package org.togglloxo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.cli.Program;
import org.togglloxo.faults.Hopefuls;
import org.togglloxo.flow.Candidates;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.http.Quota;
import org.togglloxo.sandbox.http.RetryAfterHeader;
import org.togglloxo.sandbox.message.Call;

/** How much of a quota is used by a process that knows nothing of it, and by those after it; {@code -Pbench}. Prints figures. */
@Tag("bench")
class RememberedPaceIT {

    private static final int CANDIDATES = 200;
    private static final int PER_SECOND = 40;
    private static final int BURST = 8;
    private static final int PROCESSES = 3;

    @TempDir
    Path temporary;

    @Test
    void printsHowMuchOfTheQuotaEachProcessUses() {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.builder()
                .candidates(0)
                .loxoQuota(Quota.perSecond(PER_SECOND, BURST, RetryAfterHeader.SECONDS))
                .build())) {
            Program program = Program.in(temporary)
                    .against(sandbox)
                    .with("SYNC_WORKERS", "16")
                    .with("LOXO_MAX_CONCURRENT_REQUESTS", "16");
            for (int process = 1; process <= PROCESSES; process++) {
                for (int i = 0; i < CANDIDATES; i++) {
                    sandbox.toggl().add(Candidates.someone("p%d-%d@example.com".formatted(process, i)));
                }
                sandbox.loxo().forgetCalls();
                Hopefuls.assertAddsUp(program.run("sync", "--once", "--output", "json")
                        .exits(0)
                        .json());
                print(process, sandbox.loxo().calls());
            }
            assertThat(sandbox.loxo().peopleCount()).isEqualTo(PROCESSES * CANDIDATES);
        }
    }

    private static void print(int process, List<Call> calls) {
        Instant first = calls.get(0).at();
        Instant last = calls.get(calls.size() - 1).at();
        double seconds = Duration.between(first, last).toMillis() / 1000.0;
        System.out.printf(
                Locale.ROOT,
                "process %d: %d calls in %.1f s, %d refused; of the quota used in the first second %.0f %%, in 5 s %.0f %%, in 15 s %.0f %%, in all %.0f %%%n",
                process,
                calls.size(),
                seconds,
                calls.stream().filter(call -> call.status() == 429).count(),
                used(calls, first, 1),
                used(calls, first, 5),
                used(calls, first, 15),
                used(calls, first, seconds));
    }

    private static double used(List<Call> calls, Instant first, double seconds) {
        long answered = calls.stream()
                .filter(call -> call.status() != 429
                        && Duration.between(first, call.at()).toMillis() <= seconds * 1000)
                .count();
        return 100 * answered / (seconds * PER_SECOND);
    }
}
