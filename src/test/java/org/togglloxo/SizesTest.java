package org.togglloxo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What fits into a head: files, packages, and the file in the middle. */
final class SizesTest {

    private static final int LINES_OF_A_FILE = 300;
    private static final int LINES_IN_THE_MIDDLE = 80;
    private static final int FILES_OF_A_PACKAGE = 22;

    /** What is longer yet, or more crowded, and by how much: nothing is to be added here. */
    private static final Set<String> LONG_YET = Set.of(
            "Flow",
            "LiveFlow",
            "Ledger",
            "Settings",
            "Runs",
            "DrawingTest",
            "ApplicationsTest",
            "NewJobsTest",
            "FlowFixture",
            "CallsEndTest",
            "SlipsTest",
            "DryRunTest",
            "LookUpSafetyTest",
            "ScorecardTest",
            "DecidedByHandTest",
            "LedgerTest",
            "LiveEditIT",
            "ReceiverIT",
            "EmbeddingTest");

    private static final Map<Path, Integer> CROWDED_YET = Map.of(
            Path.of("src/main/java/org/togglloxo/ledger"), 26,
            Path.of("src/main/java/org/togglloxo/loxo/person"), 25,
            Path.of("src/main/java/org/togglloxo/sync/run"), 23);

    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");

    @Test
    void noFileIsLong() {
        assertThat(Stream.of(MAIN, TEST)
                        .flatMap(root -> files(root).stream())
                        .filter(file -> lines(file) > LINES_OF_A_FILE)
                        .filter(file ->
                                !LONG_YET.contains(file.getFileName().toString().replace(".java", ""))))
                .as("files of more than %d lines: split them by concern", LINES_OF_A_FILE)
                .isEmpty();
    }

    @Test
    void theFileInTheMiddleIsShort() {
        List<Long> lengths = files(MAIN).stream().map(SizesTest::lines).sorted().toList();
        assertThat(lengths.get(lengths.size() / 2))
                .as("lines of the file in the middle")
                .isLessThanOrEqualTo(LINES_IN_THE_MIDDLE);
    }

    @Test
    void noPackageIsCrowded() {
        Map<Path, Long> crowded = new TreeMap<>();
        for (Path root : List.of(MAIN, TEST)) {
            crowded.putAll(files(root).stream()
                    .filter(file -> !file.endsWith("package-info.java"))
                    .collect(Collectors.groupingBy(Path::getParent, Collectors.counting())));
        }
        crowded.entrySet()
                .removeIf(entry -> entry.getValue() <= CROWDED_YET.getOrDefault(entry.getKey(), FILES_OF_A_PACKAGE));
        assertThat(crowded)
                .as("packages of more than %d files: they want rooms", FILES_OF_A_PACKAGE)
                .isEmpty();
    }

    private static List<Path> files(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
