package org.togglloxo.flow.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.togglloxo.flow.Candidates.someone;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.flow.DryRun;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.flow.files.FlowException;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.settings.Settings;

/** Routes that would go on for ever, or wait for themselves: refused beforehand, and a run of them comes to its end. */
@Timeout(60)
class EndlessRoutesTest extends FlowTest {

    @TempDir
    Path work;

    private FilesFolder files;

    @BeforeEach
    void start() {
        files = FilesFolder.in(work);
        flow.betweenEmptyServices().files(files);
        flow.toggl().add(someone("ann@example.com"));
    }

    private void refused(String... words) {
        FlowSettings settings = FlowSettings.offline(Settings.load(work, Map.of(), new Properties()));
        assertThatThrownBy(() -> {
                    try (DryRun dryRun = DryRun.of(settings, work, Clock.systemUTC())) {
                        dryRun.probe();
                    }
                })
                .isInstanceOf(FlowException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void aRouteThatCallsItself() {
        files.edit(
                FilesFolder.ROUTER, text -> text.replace("uri: direct:map-candidate", "uri: direct:route-candidate"));
        refused("routes/30-route-candidate.camel.yaml", "leads back to itself");
        RunRow run = flow.run();
        assertThat(run.ended()).isEqualTo("finished");
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("failed", 1L));
        assertThat(flow.loxo().people()).isEmpty();
    }

    @Test
    void aRunWithinARun() {
        files.edit(
                "68-after-delivery.camel.yaml",
                text -> text + "        - to:\n            id: again\n            uri: direct:list-candidates\n");
        refused("begins a run");
        RunRow run = flow.run();
        assertThat(run.ended()).isEqualTo("finished");
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 1L));
    }
}
