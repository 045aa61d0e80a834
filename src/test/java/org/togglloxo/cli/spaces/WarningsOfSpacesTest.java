package org.togglloxo.cli.spaces;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What should be otherwise is told by every command, once, however many workspaces it is run for. */
class WarningsOfSpacesTest extends SeveralSpacesCase {

    @BeforeEach
    void twoOfEach() {
        several("acme,beta");
    }

    private void isToldOnce(String line, String warning) {
        assertThat(program.here(line.split(" ")).exits(0).err().lines())
                .filteredOn(said -> said.startsWith("warning: "))
                .singleElement()
                .asString()
                .startsWith("warning: " + warning);
    }

    @ValueSource(
            strings = {
                "sync --once",
                "plan",
                "doctor",
                "candidates",
                "routes check",
                "status",
                "audit",
                "reconcile",
                "plan --workspace beta"
            })
    @ParameterizedTest
    void aNameWithoutMeaning(String line) throws IOException {
        Path file = program.folder().resolve("config/application.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "sync.min-scor=4\n");
        isToldOnce(line, "sync.min-scor is not a setting");
    }

    @ValueSource(strings = {"sync --once", "plan", "doctor", "status", "doctor --workspace beta"})
    @ParameterizedTest
    void aKeyFileThatOthersMayRead(String line) throws IOException {
        Path key = Files.writeString(
                program.folder().resolve("toggl-key"), first.options().togglKey());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        program.without("TOGGL_ACME_API_KEY").with("TOGGL_ACME_API_KEY_FILE", key.toString());
        isToldOnce(line, "workspace acme: toggl.acme.api-key-file names the file");
    }

    @ValueSource(strings = {"sync --once", "doctor"})
    @ParameterizedTest
    void aFileOfAllThatOthersMayRead(String line) throws IOException {
        Path key = Files.writeString(
                program.folder().resolve("loxo-key"), first.options().loxoKey());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        severalWorkspacesAndOneAgency("acme,beta");
        program.without("LOXO_AGENCIES").without("LOXO_API_KEY").with("LOXO_API_KEY_FILE", key.toString());
        isToldOnce(line, "loxo.api-key-file names the file");
    }
}
