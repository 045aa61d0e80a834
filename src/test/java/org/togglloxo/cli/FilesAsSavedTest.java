package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.flow.FilesFolder;

/** Routes and settings in the encodings and line ends that editors save them with. */
class FilesAsSavedTest {

    private static final String MAPPING = "40-map-candidate.camel.yaml";

    @TempDir
    Path temporary;

    private Program program;
    private FilesFolder files;

    @BeforeEach
    void copyRoutes() throws IOException {
        program = Program.in(temporary);
        files = new FilesFolder(program.folder());
        files.copyRoutes();
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8,true,false",
        "UTF-16LE,true,false",
        "UTF-16BE,true,true",
        "UTF-16LE,false,true",
        "UTF-8,false,true"
    })
    void areReadWhereTheEncodingIsCertain(String charset, boolean marked, boolean windows) throws IOException {
        save(files.route(MAPPING), files.text(MAPPING), charset, marked, windows);
        save(settings(), "# Łódź\nsync.min-score = 61\njobs.city=Łódź\n", charset, marked, windows);
        assertThat(program.here("routes", "check").exits(0).out()).contains("all is well");
    }

    @Test
    void aRouteInAnotherEncodingIsNamedWithItsLine() throws IOException {
        String text = files.text(MAPPING).replace("\"toggl:review\"", "\"toggl:pr\u00fcfen\"");
        Files.write(files.route(MAPPING), text.getBytes(StandardCharsets.ISO_8859_1));
        int line = (int) text.substring(0, text.indexOf('\u00fc')).lines().count();
        assertThat(program.here("routes", "check").exits(2).out())
                .contains("FAIL  routes/%s, line %d: ".formatted(MAPPING, line), "Save the file as UTF-8");
    }

    @Test
    @Timeout(60)
    void aFileOfRoutesThatIsFarTooLargeIsRefusedUnread() throws IOException {
        Files.writeString(files.route(MAPPING), files.text(MAPPING) + "# " + "x".repeat(30_000_000) + "\n");
        assertThat(program.here("routes", "check").exits(2).out())
                .contains("FAIL  routes/%s".formatted(MAPPING), "a file of routes may have 1048576");
    }

    @ParameterizedTest
    @ValueSource(strings = {"routes check", "status", "explain 1", "doctor", "sync --once"})
    void settingsInAnotherEncodingAreOneMessage(String command) throws IOException {
        Files.write(settings(), "a=b\njobs.city=K\u00f6ln\n".getBytes(StandardCharsets.ISO_8859_1));
        Ended ended = program.here(command.split(" ")).exits(2);
        assertThat(ended.errors())
                .singleElement()
                .asString()
                .contains("config/application.properties cannot be read, line 2: ", "Save the file as UTF-8");
        assertThat(ended.err().lines()).hasSize(1);
    }

    @Test
    void aFolderInThePlaceOfTheSettingsIsOneMessage() throws IOException {
        Files.createDirectories(settings());
        assertThat(program.here("status").exits(2).err().lines())
                .singleElement()
                .asString()
                .contains("config/application.properties cannot be read", "a folder");
    }

    @Test
    void aBackslashBeforeAnUIsNamedWithItsLine() throws IOException {
        Files.writeString(settings(), "sync.min-score=60\nledger.url=jdbc:sqlite:C:\\users\\me\\ledger.db\n");
        assertThat(program.here("status").exits(2).errors())
                .singleElement()
                .asString()
                .contains("config/application.properties cannot be read, line 2: ", "Write every backslash twice");
    }

    @Test
    void aCandidateThatIsNoJsonIsToldWithoutTheReadersSettings() throws IOException {
        Files.writeString(program.folder().resolve("candidate.json"), "{\"id\": }");
        assertThat(program.here("routes", "try", "--candidate", "candidate.json")
                        .exits(2)
                        .errors())
                .singleElement()
                .asString()
                .contains("candidate.json is no JSON", "Give a JSON file")
                .doesNotContain("Source", "StreamReadFeature");
    }

    private Path settings() throws IOException {
        return Files.createDirectories(program.folder().resolve("config")).resolve("application.properties");
    }

    private static void save(Path file, String text, String charset, boolean marked, boolean windows)
            throws IOException {
        String lines = windows ? text.replace("\n", "\r\n") : text;
        Files.write(file, ((marked ? "\uFEFF" : "") + lines).getBytes(Charset.forName(charset)));
    }
}
