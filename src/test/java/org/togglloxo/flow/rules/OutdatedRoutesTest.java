package org.togglloxo.flow.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.RoutesCheck;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.settings.Settings;

/** Somebody kept a route file of an earlier version: what would not be done any more is refused, with what to write. */
class OutdatedRoutesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    20-list-candidates   | ref: togglHire            | ref: runs                  | method: fetchPage | method: begin | runs.begin
                    45-add-details       | ref: togglDetails         | ref: standing              | method: read      | method: compare | standing.compare
                    50-deliver-candidate | uri: direct:put-forward   | uri: direct:find-person    | x | x | direct:find-person
                    50-deliver-candidate | method: delivered         | method: updated            | x | x | outcomes.updated
                    50-deliver-candidate | ${variable.found} == 'one'" | ${variable.search.found}" | x | x | ${variable.search
                    62-put-forward       | ${variable.job.found}     | ${variable.mapped.create}  | x | x | ${variable.mapped
                    71-route-webhook     | ref: webhookEvents        | ref: notices               | x | x | notices.leave
                    72-follow-person     | ${variable.lookup.merged} | ${variable.whereabouts.merged} | x | x | ${variable.whereabouts
                    90-handle-errors     | method: ofError           | method: troubled           | x | x | outcomes.troubled
                    90-handle-errors     | ${exception.meaning} == 'elsewhere' | ${exception.statusCode} == 404 && ${variable.call} !regex '.*/[0-9].*' | x | x | ${variable.call}
                    """)
    void areRefusedWithFileLineAndWhatToWrite(
            String file, String one, String earlier, String other, String alsoEarlier, String named) {
        FilesFolder files = FilesFolder.in(folder);
        files.edit(file + ".camel.yaml", text -> {
            assertThat(text).contains(one);
            return text.replace(one, earlier).replace(other, alsoEarlier);
        });
        FlowSettings settings = FlowSettings.from(Settings.load(Path.of(""), Map.of(), new Properties()));
        assertThat(RoutesCheck.of(settings, folder, Clock.systemUTC()).errors())
                .first()
                .satisfies(error -> {
                    assertThat(error.file()).isEqualTo("routes/" + file + ".camel.yaml");
                    assertThat(error.line()).isPositive();
                    assertThat(error.cause()).startsWith(named + " is from an earlier version: ");
                });
    }

    @Test
    void whatGoesOnAsItDidIsAWarning() {
        FilesFolder files = FilesFolder.in(folder);
        files.edit("80-alert.camel.yaml", text -> text.replace(".alert != null or", ".degraded or"));
        FlowSettings settings = FlowSettings.from(Settings.load(Path.of(""), Map.of(), new Properties()));
        RoutesCheck check = RoutesCheck.of(settings, folder, Clock.systemUTC());
        assertThat(check.errors()).isEmpty();
        assertThat(check.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.file()).isEqualTo("routes/80-alert.camel.yaml");
            assertThat(warning.line()).isPositive();
            assertThat(warning.cause()).contains("'.degraded or' is from an earlier version", ".alert != null or");
        });
    }
}
