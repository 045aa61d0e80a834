package org.togglloxo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who may read what the ledger leaves on the disk. */
@DisabledOnOs(OS.WINDOWS)
class LedgerFilesTest {

    @TempDir
    Path temporary;

    private Path file;

    @BeforeEach
    void open() throws IOException {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        file = temporary.resolve("new/data/ledger.db");
    }

    private Ledger alone() {
        return Ledger.openAlone(LedgerDatabases.sqlite(file), Clock.systemUTC());
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.list(file.getParent())) {
            all.forEach(path -> found.put(path.getFileName().toString(), permissions(path)));
        }
        return found;
    }

    @Test
    void whatIsMadeIsItsOwnersAlone() throws IOException {
        try (Ledger ledger = alone()) {
            ledger.runs().begin();
            assertThat(files())
                    .isEqualTo(Map.of(
                            "ledger.db", "rw-------",
                            "ledger.db-shm", "rw-------",
                            "ledger.db-wal", "rw-------",
                            "ledger.db.lock", "rw-------"));
        }
        assertThat(permissions(file.getParent())).isEqualTo("rwx------");
        assertThat(permissions(file.getParent().getParent())).isEqualTo("rwx------");
        assertThat(permissions(temporary)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void whatIsMadeBesideARunIsItsOwnersAlone() throws IOException {
        try (Ledger ledger = Ledger.openBeside(LedgerDatabases.sqlite(file), Clock.systemUTC())) {
            ledger.manualDecisions("tester").retryAll();
            assertThat(files().values()).containsOnly("rw-------");
        }
    }

    @Test
    void whatAnEarlierVersionLeftOpenIsClosedByWhoeverOpensIt() throws IOException {
        alone().close();
        Files.createFile(Path.of(file + "-journal"));
        openToAll();
        alone().close();
        assertThat(files().values()).containsOnly("rw-------");
        openToAll();
        Ledger.openToRead(LedgerDatabases.sqlite(file), Clock.systemUTC()).close();
        assertThat(files().values()).containsOnly("rw-------");
    }

    @Test
    void aFolderThatIsThereStaysAsItIs() throws IOException {
        Files.createDirectories(file.getParent());
        Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxrwxr-x"));
        alone().close();
        assertThat(permissions(file.getParent())).isEqualTo("rwxrwxr-x");
    }

    private void openToAll() throws IOException {
        try (Stream<Path> all = Files.list(file.getParent())) {
            for (Path path : all.toList()) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
            }
        }
    }
}
