package org.togglloxo.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.cli.Program;
import org.togglloxo.cli.Running;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;

/** Memory stays flat however many candidates there are; {@code -Dmany.candidates=100000} for more. */
class ManyCandidatesIT {

    private static final int CANDIDATES = Integer.getInteger("many.candidates", 4_000);

    @TempDir
    Path temporary;

    @Test
    void manyCandidatesInSmallMemory() {
        SandboxOptions options =
                SandboxOptions.builder().candidates(CANDIDATES).recordedCalls(0).build();
        try (Sandbox sandbox = Sandbox.start(options)) {
            Program program = Program.in(temporary)
                    .against(sandbox)
                    .javaOptions("-Xmx80m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
            JsonNode first = run(program);
            assertThat(first.get("read").intValue()).isEqualTo(CANDIDATES);
            assertThat(sandbox.loxo().peopleCount())
                    .isEqualTo(first.get("created").intValue())
                    .isGreaterThan(CANDIDATES / 3);
            long callsAfterFirst = sandbox.loxo().total();

            JsonNode second = run(program);
            assertThat(second.get("unchanged")).isEqualTo(first.get("created"));
            assertThat(sandbox.loxo().total()).as("one, whose agency it is").isEqualTo(callsAfterFirst + 1);
        }
    }

    private static JsonNode run(Program program) {
        try (Running sync = program.start("sync", "--once", "--output", "json")) {
            JsonNode run = sync.awaitEnd(Duration.ofMinutes(15)).exits(0).json();
            System.out.printf("%d candidates in %s s%n", CANDIDATES, run.get("seconds"));
            return run;
        }
    }
}
