package org.togglloxo.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.Program;
import org.togglloxo.cli.Running;

/** The zip, unpacked somewhere and started from somewhere else. */
class DistributionIT {

    private static final Path ZIP = Path.of("target/toggl-loxo-distribution.zip");

    @TempDir
    static Path unpacked;

    @TempDir
    Path temporary;

    private Path home;

    @BeforeAll
    static void unpack() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(ZIP, Map.of("enablePosixFileAttributes", true));
                Stream<Path> entries = Files.walk(zip.getPath("/"))) {
            for (Path entry : entries.filter(Files::isRegularFile).toList()) {
                Path file = unpacked.resolve(zip.getPath("/").relativize(entry).toString());
                Files.createDirectories(file.getParent());
                Files.copy(entry, file);
                Files.setPosixFilePermissions(file, Files.getPosixFilePermissions(entry));
            }
        }
    }

    /** What a test may change is its own; the libraries are the same files. */
    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.walk(unpacked)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path own = temporary.resolve(unpacked.relativize(file));
                Files.createDirectories(own.getParent());
                if (own.toString().endsWith(".jar")) {
                    Files.createLink(own, file);
                } else {
                    Files.copy(file, own, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        try (Stream<Path> top = Files.list(temporary)) {
            home = top.findFirst().orElseThrow();
        }
    }

    @Test
    void runsFromAnyDirectory() {
        Program elsewhere = Program.in(temporary.resolve("elsewhere"));
        String script = home.resolve("bin/toggl-loxo").toString();
        Ended ended = elsewhere
                .startCommand(List.of(script, "sandbox", "--candidates", "20"))
                .awaitEnd()
                .exits(0);
        assertThat(ended.out()).contains(" 20 read = ");
        assertThat(elsewhere.leftBehind()).isEmpty();
    }

    @Test
    void startsThroughLinksInFoldersWithBlanks() throws IOException {
        Path moved = Files.createDirectories(temporary.resolve("with blanks")).resolve("toggl loxo");
        Files.move(home, moved);
        Path linked = Files.createDirectories(temporary.resolve("local bin"));
        Files.createSymbolicLink(linked.resolve("absolute"), moved.resolve("bin/toggl-loxo"));
        Files.createSymbolicLink(linked.resolve("relative"), Path.of("absolute"));
        Files.createSymbolicLink(linked.resolve("folder"), moved.resolve("bin"));
        Path config = moved.resolve("config/application.properties");
        Files.writeString(config, "sync.min-score=many\n");
        assertThat(List.of("absolute", "relative", "folder/toggl-loxo"))
                .allSatisfy(way -> assertThat(Program.in(temporary.resolve("elsewhere"))
                                .startCommand(List.of(linked.resolve(way).toString(), "routes", "check"))
                                .awaitEnd()
                                .exits(2)
                                .out())
                        .contains("sync.min-score is 'many'"));
    }

    @Test
    void theFirstSyncArchivesTheClassesAndLaterOnesUseThemUnlessTheyAreDamaged() throws IOException {
        Ended first = syncWithoutSettings(Map.of());
        assertThat(first.exits(2).errors()).hasSize(3);
        assertThat(first.out()).isEmpty();
        assertThat(archives()).singleElement().asString().endsWith(".jsa");
        Path loaded = temporary.resolve("loaded");
        Ended second = syncWithoutSettings(Map.of("JAVA_OPTS", "-Xlog:class+load:file=" + loaded));
        assertThat(second).isEqualTo(first);
        assertThat(loaded).content().contains("org.togglloxo.cli.run.SyncCommand source: shared objects file (top)");
        startsWithoutOneThatIsDamaged(first);
    }

    private void startsWithoutOneThatIsDamaged(Ended sound) throws IOException {
        Path archive = archives().get(0);
        byte[] whole = Files.readAllBytes(archive);
        byte[] scribbled = whole.clone();
        Arrays.fill(scribbled, whole.length / 2, whole.length / 2 + 5000, (byte) 'x');
        assertThat(List.of(scribbled, Arrays.copyOf(whole, whole.length / 2))).allSatisfy(damaged -> {
            Files.delete(archive);
            Files.write(archive, damaged);
            assertThat(syncWithoutSettings(Map.of()).equals(sound)).isTrue();
        });
    }

    @Test
    void endsAtOnceAndLeavesNothingWhileItArchivesTheClasses() throws IOException {
        Program elsewhere = Program.in(temporary.resolve("elsewhere"));
        try (Running running =
                elsewhere.startCommand(List.of(home.resolve("bin/toggl-loxo").toString(), "sync", "--once"))) {
            await().until(() -> !archives().isEmpty());
            running.signal("TERM");
            assertThat(running.awaitEnd()).isEqualTo(new Ended(143, "", ""));
        }
        assertThat(archives()).isEmpty();
    }

    @Test
    void leavesHeapAndCollectorToJavaOptions() {
        assertThat(List.of("-XX:+UseG1GC -XX:MaxRAMPercentage=50", "-Xmx64m", "-XX:+UseParallelGC -Xms600m"))
                .allSatisfy(options -> Program.in(temporary.resolve("elsewhere"))
                        .with("JAVA_OPTS", options)
                        .startCommand(List.of(home.resolve("bin/toggl-loxo").toString(), "--version"))
                        .awaitEnd()
                        .exits(0));
    }

    /** All that is beside the ledger, where no ledger has been opened. */
    private List<Path> archives() throws IOException {
        if (Files.notExists(home.resolve("data"))) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(home.resolve("data"))) {
            return all.toList();
        }
    }

    private Ended syncWithoutSettings(Map<String, String> environment) {
        Program elsewhere = Program.in(temporary.resolve("elsewhere"));
        environment.forEach(elsewhere::with);
        return elsewhere
                .startCommand(List.of(home.resolve("bin/toggl-loxo").toString(), "sync", "--once"))
                .awaitEnd();
    }

    @Test
    void theSbomListsWhatIsInLibAndNothingElse() throws IOException {
        Path sbom = home.resolve("toggl-loxo-sbom.json");
        assertThat(sbom)
                .as("the plugin that writes it leaves it out where Maven is offline (-o)")
                .exists();
        Map<String, String> listed = new TreeMap<>();
        for (JsonNode library : new ObjectMapper().readTree(sbom.toFile()).get("components")) {
            String file = "%s-%s.jar"
                    .formatted(
                            library.get("name").textValue(),
                            library.get("version").textValue());
            library.get("hashes").forEach(hash -> {
                if (hash.get("alg").textValue().equals("SHA-256")) {
                    listed.put(file, hash.get("content").textValue());
                }
            });
        }
        Map<String, String> packed = new TreeMap<>();
        try (Stream<Path> libraries = Files.list(home.resolve("lib/lib"))) {
            for (Path library : libraries.toList()) {
                packed.put(library.getFileName().toString(), sha256(library));
            }
        }
        assertThat(listed).hasSizeGreaterThan(50).containsExactlyInAnyOrderEntriesOf(packed);
    }

    @Test
    void holdsNoLibraryThatNothingUses() {
        assertThat(home.resolve("lib/lib")).isDirectoryNotContaining("glob:**{c3p0,mchange}*");
    }

    @Test
    void usesTheConfigAndTheRoutesBesideIt() throws IOException {
        Path config = home.resolve("config/application.properties");
        Files.writeString(config, Files.readString(config).replace("sync.min-score=60", "sync.min-score=0"));
        Path mapping = home.resolve("routes/40-map-candidate.camel.yaml");
        Files.writeString(mapping, Files.readString(mapping).replace("toggl:shortlist", "toggl:review"));
        Ended ended = Program.in(temporary.resolve("elsewhere"))
                .startCommand(List.of(home.resolve("bin/toggl-loxo").toString(), "sandbox", "--candidates", "40"))
                .awaitEnd()
                .exits(0);
        assertThat(ended.out()).contains("toggl:shortlist  0").doesNotContain("toggl:review     0");
    }

    @Test
    void holdsWhatIsNeededToReadAndToChangeIt() {
        assertThat(List.of(
                        "README.md",
                        "src/site/markdown/change-the-rules.md",
                        "LICENSE",
                        "config/application.properties",
                        "lib/toggl-loxo.jar",
                        "bin/toggl-loxo.cmd"))
                .allSatisfy(file -> assertThat(home.resolve(file)).exists());
        assertThat(home.resolve("routes")).isDirectoryContaining("glob:**-deliver-candidate.camel.yaml");
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
