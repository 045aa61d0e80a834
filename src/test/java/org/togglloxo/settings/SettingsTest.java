package org.togglloxo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    Path folder;

    private final Properties system = new Properties();

    private void file(String... lines) throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.write(folder.resolve("config/application.properties"), List.of(lines));
    }

    @Test
    void theFileYieldsToSystemPropertiesAndTheseToTheEnvironment() throws IOException {
        assertThat(Settings.load(folder, Map.of(), system).text("sync.min-score"))
                .isEqualTo("60");
        file("sync.min-score=61");
        assertThat(Settings.load(folder, Map.of(), system).text("sync.min-score"))
                .isEqualTo("61");
        system.setProperty("sync.min-score", "62");
        assertThat(Settings.load(folder, Map.of(), system).text("sync.min-score"))
                .isEqualTo("62");
        Settings all = Settings.load(folder, Map.of("SYNC_MIN_SCORE", "63"), system);
        assertThat(all.text("sync.min-score")).isEqualTo("63");
        assertThat(all.with(Map.of("sync.min-score", "64")).text("sync.min-score"))
                .isEqualTo("64");
    }

    @Test
    void whatIsNotInTheFileKeepsItsDefault() throws IOException {
        file("sync.mode=create-only");
        Settings settings = Settings.load(folder, Map.of(), system);
        assertThat(settings.text("sync.mode")).isEqualTo("create-only");
        assertThat(settings.text("sync.fill")).isEqualTo("blanks");
    }

    @Test
    void misspeltNamesAreReportedAndOthersAreNot() throws IOException {
        file("sync.min_score=70", "camel.main.name=mine", "toggl.api-key=k");
        assertThat(Settings.load(folder, Map.of(), system).unknown())
                .singleElement()
                .satisfies(problem -> assertThat(problem.setting()).isEqualTo("sync.min_score"));
    }

    @Test
    void aWrongValueIsReportedWithRuleAndFix() throws IOException {
        file("sync.workers=many", "sync.mode=both", "sync.min-score=-1");
        Settings settings = Settings.load(folder, Map.of(), system);
        List<Problem> problems = new ArrayList<>();
        assertThat(settings.whole("sync.workers", 1, 256, problems)).isEqualTo(1);
        settings.oneOf("sync.mode", List.of("upsert", "create-only"), problems);
        settings.number("sync.min-score", 100, problems);
        assertThat(problems)
                .extracting(Problem::message)
                .containsExactly(
                        "sync.workers is 'many': a whole number from 1 to 256 is needed. Set sync.workers=4 (the default)",
                        "sync.mode is 'both': one of upsert, create-only is needed. Set sync.mode=upsert (the default)",
                        "sync.min-score is '-1': a number from 0 to 100 is needed. Set sync.min-score=60 (the default)");
    }

    @Test
    void filtersAreFoundBelowTheirPrefixWhereTheyAreSet() throws IOException {
        file("toggl.filter.hire_state= rejected ", "toggl.filter.email=");
        assertThat(Settings.load(folder, Map.of(), system).below("toggl.filter."))
                .isEqualTo(Map.of("hire_state", "rejected"));
    }

    @Test
    void aFileThatCannotBeReadIsSaidSo() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.write(folder.resolve("config/application.properties"), new byte[] {'a', '=', (byte) 0xff});
        assertThatThrownBy(() -> Settings.load(folder, Map.of(), system))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("config/application.properties cannot be read");
    }
}
