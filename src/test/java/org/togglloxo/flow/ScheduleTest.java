package org.togglloxo.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import org.apache.camel.component.quartz.QuartzComponent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.flow.files.FlowFiles;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.live.LiveFlow;
import org.togglloxo.sync.run.Progress;
import org.togglloxo.sync.run.RunJournal;
import org.togglloxo.sync.run.Runs;

/** Whose clock runs: that of the version in force, and of no other. */
class ScheduleTest {

    @TempDir
    Path folder;

    private FlowFixture services;

    @BeforeEach
    void connect() {
        services = new FlowFixture(folder)
                .between(options -> options.candidates(1))
                .set("sync.schedule", "0 0 0 1 1 ? 2099")
                .set("sync.watch", "false");
    }

    @AfterEach
    void close() {
        services.close();
    }

    private Runs runs() {
        return new Runs(RunJournal.of(services.ledger()), Progress.NONE, Clock.systemUTC(), 0);
    }

    private static boolean clockRuns(Flow flow) throws Exception {
        QuartzComponent quartz = flow.context().getComponent("quartz", QuartzComponent.class);
        return quartz.getScheduler().isStarted() && !quartz.getScheduler().isInStandbyMode();
    }

    @Test
    void aVersionBeginsNoRunBeforeItIsInForce() throws Exception {
        FlowSettings settings = services.flowSettings();
        FlowContext with = FlowContext.of(settings, services.ledger(), runs(), Clock.systemUTC());
        try (Flow flow = Flow.start(settings, FlowFiles.read(Path.of("")), FlowUse.SCHEDULED, false, with)) {
            assertThat(clockRuns(flow)).isFalse();
        }
    }

    @Test
    void theVersionInForceRunsByTheClock() throws Exception {
        FlowSettings settings = services.flowSettings();
        try (LiveFlow live =
                LiveFlow.start(Path.of(""), text -> settings, this::runs, services.ledger(), Clock.systemUTC())) {
            assertThat(clockRuns(live.current())).isTrue();
        }
    }
}
