package org.togglloxo.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.cli.UnderWay;
import org.togglloxo.sandbox.SandboxOptions;

/** A program on its schedule whose files are edited. */
abstract class LiveEditCase extends ProcessTest {

    static final String MAPPING = "40-map-candidate.camel.yaml";
    static final Duration VISIBLE = Duration.ofSeconds(30);
    static final Duration STARTED = Duration.ofSeconds(30);
    UnderWay sync;

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(40);
    }

    /** It begins to run on the schedule. */
    abstract UnderWay begin();

    @BeforeEach
    void start() throws IOException {
        program.with("SYNC_SCHEDULE", "0/2 * * * * ?");
        files.copyRoutes();
        sync = begin();
        await().atMost(STARTED).until(() -> sync.out().lines().count() >= 1);
    }

    @AfterEach
    void stop() {
        sync.close();
    }

    /** A save, numbered from 1. */
    interface Save {
        void make(int number) throws IOException;
    }

    static void each(Duration pause, int times, Save save) {
        AtomicInteger made = new AtomicInteger();
        await().pollDelay(Duration.ZERO).pollInterval(pause).until(() -> {
            save.make(made.incrementAndGet());
            return made.get() == times;
        });
    }

    void endsCleanly() {
        Ended ended = sync.end(Duration.ofSeconds(15));
        assertThat(ended.err()).doesNotContain("Exception");
        assertThat(sandbox.loxo().duplicates()).isEmpty();
        JsonNode last =
                program.here("sync", "--once", "--output", "json").exits(0).json();
        assertThat(last.get("created").intValue()).as("nobody was lost").isZero();
        assertThat(last.get("failed").intValue() + last.get("deferred").intValue())
                .isZero();
    }

    static void soon(Callable<Boolean> condition) {
        await().atMost(VISIBLE).pollInterval(Duration.ofMillis(50)).until(condition);
    }

    long errors() {
        return sync.err().lines().filter(line -> line.contains("ERROR")).count();
    }

    long takenOver() {
        return sync.err().lines().filter(line -> line.contains("taken over: ")).count();
    }
}
