package org.togglloxo.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.Program;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.http.Quota;
import org.togglloxo.sandbox.http.RetryAfterHeader;

/** Sixteen workers and a Loxo that answers 429 to more than twelve calls a second, which a busy machine reaches as well. */
class QuotaIT {

    private static final int CANDIDATES = 50;
    private static final int PER_SECOND = 12;

    @TempDir
    Path temporary;

    private final List<Limited> all = new ArrayList<>();

    private record Limited(String what, Sandbox sandbox, CompletableFuture<Ended> sync) {}

    @AfterEach
    void stop() {
        all.forEach(limited -> limited.sandbox().close());
    }

    @Test
    void everybodyArrivesWhateverTheBurstAndWhetherLoxoSaysWhenToComeBackOrNot() {
        for (RetryAfterHeader retryAfter : RetryAfterHeader.values()) {
            for (int burst : new int[] {20, 8}) {
                start(burst, retryAfter);
            }
        }
        for (Limited limited : all) {
            JsonNode run = Hopefuls.assertAddsUp(limited.sync()
                    .orTimeout(240, TimeUnit.SECONDS)
                    .join()
                    .exits(0)
                    .json());
            assertThat(run.get("created").intValue()).as(limited.what()).isEqualTo(CANDIDATES);
            Hopefuls.assertEachIsThereOnce(limited.sandbox());
            assertThat(refused(limited.sandbox())).as(limited.what()).isPositive();
        }
    }

    private void start(int burst, RetryAfterHeader retryAfter) {
        String what = "burst-" + burst + "-" + retryAfter;
        Sandbox sandbox = Sandbox.start(SandboxOptions.builder()
                .candidates(CANDIDATES)
                .loxoQuota(Quota.perSecond(PER_SECOND, burst, retryAfter))
                .build());
        Hopefuls.hireEverybody(sandbox);
        Program program = Program.in(temporary.resolve(what))
                .against(sandbox)
                .with("SYNC_WORKERS", "16")
                .with("LOXO_MAX_CONCURRENT_REQUESTS", "16");
        all.add(new Limited(
                what,
                sandbox,
                CompletableFuture.supplyAsync(
                        () -> program.here("sync", "--once", "--output", "json"), QuotaIT::inBackground)));
    }

    private static void inBackground(Runnable run) {
        Thread thread = new Thread(run);
        thread.setDaemon(true);
        thread.start();
    }

    private static long refused(Sandbox sandbox) {
        return sandbox.loxo().counts().keySet().stream()
                .mapToLong(operation -> sandbox.loxo().countOf(operation, 429))
                .sum();
    }
}
