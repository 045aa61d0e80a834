package org.togglloxo.flow.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.settings.Scope;
import org.togglloxo.settings.Settings;
import org.togglloxo.sync.run.Progress;
import org.togglloxo.sync.run.RunJournal;
import org.togglloxo.sync.run.Runs;

/** Which workspaces and agencies there are, changed while sync runs. */
class SpacesEditTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "toggl.workspaces, 'acme,gamma', toggl.gamma.api-key",
        "loxo.agencies, 'staffing,other', toggl.other.api-key",
        "toggl.agency, leadership, toggl.other.api-key"
    })
    void isRefusedUntilTheProgramIsStartedAgain(String list, String changed, String newKey) {
        try (FlowFixture services = new FlowFixture(folder.resolve("ledger"))
                .between(options -> options.candidates(1))
                .set("sync.schedule", "0 0 0 1 1 ? 2099")
                .set("sync.watch", "false")) {
            Map<String, String> given =
                    new TreeMap<>(services.flowSettings().all().values());
            given.putAll(Map.of(
                    "toggl.workspaces", "acme,beta",
                    "toggl.beta.api-key", "of-beta",
                    "toggl.agency", "staffing",
                    "loxo.agencies", "staffing,leadership",
                    "loxo.leadership.agency-slug", "leadership"));
            Scope beta = new Scope("beta", "staffing");
            Ledger ledger = services.ledger().of(beta);
            Path home = folder.resolve("files");
            FilesFolder files = FilesFolder.in(home);
            try (LiveFlow live = LiveFlow.start(
                    home,
                    text -> FlowSettings.from(Settings.given(given::get).of(beta)),
                    () -> new Runs(RunJournal.of(ledger), Progress.NONE, Clock.systemUTC(), 0),
                    ledger,
                    Clock.systemUTC())) {
                given.put(list, changed);
                given.put(newKey, given.remove("toggl.beta.api-key"));
                files.edit("40-map-candidate.camel.yaml", text -> text + "# touched\n");
                live.look();
                live.look();
                assertThat(live.refusedEdit()).hasValueSatisfying(error -> assertThat(error.message())
                        .contains(list + " changes which workspaces there are")
                        .contains("End it, and start it again"));
                assertThat(live.current().settings().toggl().apiKey()).isEqualTo("of-beta");
            }
        }
    }
}
