package org.togglloxo.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.cli.Program;
import org.togglloxo.cli.Running;
import org.togglloxo.cli.RunningHere;
import org.togglloxo.faults.SharedPostgres.Span;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;

/** Two nodes with one schedule in PostgreSQL, each with files of its own, edited one after the other. */
class SharedScheduleEditsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SCHEDULE = "10-schedule-sync.camel.yaml";

    @TempDir
    Path temporary;

    private SharedPostgres postgres;
    private String database;
    private Sandbox sandbox;
    private Program one;
    private Program other;

    @BeforeEach
    void start() throws IOException {
        postgres = SharedPostgres.start();
        database = postgres.newDatabase();
        sandbox = Sandbox.start(SandboxOptions.builder().candidates(20).build());
        Hopefuls.hireEverybody(sandbox);
        one = node("one");
        other = node("other");
    }

    private Program node(String name) throws IOException {
        Program node = postgres.ledgerOf(Program.in(temporary.resolve(name)).against(sandbox), database)
                .with("SYNC_SCHEDULE", "0/2 * * * * ?");
        new FilesFolder(node.folder()).copyRoutes();
        return node;
    }

    @AfterEach
    void stop() {
        sandbox.close();
        postgres.close();
    }

    @Test
    void aTriggerOfAnOldEditionDoesNotStayBehind() throws IOException {
        try (Running first = one.start("sync");
                RunningHere second = other.begin("sync")) {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> postgres.runs(database).size() >= 2);
            await().atMost(PATIENCE)
                    .until(() ->
                            first.err().contains("waiting for") && second.err().contains("waiting for"));
            for (Program node : List.of(one, other)) {
                Path file = node.folder().resolve("routes").resolve(SCHEDULE);
                Files.writeString(file, Files.readString(file).replace("quartz:schedule-sync", "quartz:schedule-anew"));
            }
            await().atMost(PATIENCE)
                    .until(() ->
                            first.err().contains("taken over: ") && second.err().contains("taken over: "));
            int before = postgres.runs(database).size();
            await().atMost(PATIENCE).until(() -> postgres.runs(database).size() >= before + 3);
            assertThat(first.end().err()).doesNotContain("Exception");
            assertThat(second.end().exits(0).err()).doesNotContain("Exception");
        }
        List<Span> runs = postgres.runs(database);
        for (int i = 1; i < runs.size(); i++) {
            assertThat(runs.get(i).startedAt())
                    .as("%s in %s", runs.get(i), runs)
                    .isGreaterThanOrEqualTo(runs.get(i - 1).endedAt());
        }
        assertThat(postgres.triggers(database)).containsExactly("schedule-anew");
        Hopefuls.assertEachIsThereOnce(sandbox);
    }
}
