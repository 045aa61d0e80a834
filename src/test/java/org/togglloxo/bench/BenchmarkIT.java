package org.togglloxo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.cli.Program;
import org.togglloxo.cli.Running;

/**
 * What a first run takes, and a second one in which nothing has changed; {@code mvn verify -Pbench -Dbench.candidates=100000}.
 * Everybody is looked up alone, half of them are created. No time is asserted.
 */
@Tag("bench")
class BenchmarkIT {

    private static final int CANDIDATES = Integer.getInteger("bench.candidates", 20_000);
    private static final double NANOSECONDS = 1e9;

    @TempDir
    Path temporary;

    @Test
    void printsWhatARunTakes() throws Exception {
        try (LightServices services = new LightServices(CANDIDATES)) {
            Program program = services.measuring(Program.in(temporary))
                    .javaOptions("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

            JsonNode first = run("first run", program, services);
            assertThat(first.get("created").intValue()).isPositive().isEqualTo(services.peopleCount());
            JsonNode second = run("second run", program, services);
            assertThat(second.get("unchanged")).isEqualTo(first.get("created"));
        }
    }

    private static JsonNode run(String name, Program program, LightServices services) throws Exception {
        Duration processorTime = Duration.ZERO;
        String peak = "unknown";
        long start = System.nanoTime();
        try (Running sync = program.start("sync", "--once", "--output", "json")) {
            ProcessHandle process = sync.process().toHandle();
            while (!sync.process().waitFor(20, TimeUnit.MILLISECONDS)) {
                processorTime = process.info().totalCpuDuration().orElse(processorTime);
                peak = peakMemory(process.pid(), peak);
            }
            double seconds = (System.nanoTime() - start) / NANOSECONDS;
            JsonNode report = sync.awaitEnd().exits(0).json();
            assertThat(report.get("read").intValue()).isEqualTo(CANDIDATES);
            LongSummaryStatistics calls = services.takeCalls();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d candidates in %.1f s (%.0f a second), %.1f CPU s, %d calls (%.0f a second), first after %.2f s, peak memory %s%n",
                    name,
                    CANDIDATES,
                    seconds,
                    CANDIDATES / seconds,
                    processorTime.toMillis() / 1000.0,
                    calls.getCount(),
                    calls.getCount() * NANOSECONDS / (calls.getMax() - calls.getMin()),
                    (calls.getMin() - start) / NANOSECONDS,
                    peak);
            return report;
        }
    }

    /** VmHWM, where there is one. */
    private static String peakMemory(long process, String before) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MiB")
                    .findFirst()
                    .orElse(before);
        } catch (IOException | UncheckedIOException e) {
            // another system, or it has just ended
            return before;
        }
    }
}
