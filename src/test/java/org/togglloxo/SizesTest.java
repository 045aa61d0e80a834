package org.togglloxo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What fits into a head: files, packages, and the file in the middle. */
final class SizesTest {

    private static final int LINES_OF_A_FILE = 300;
    private static final int LINES_IN_THE_MIDDLE = 80;
    private static final int FILES_OF_A_PACKAGE = 22;

    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");

    @Test
    void noFileIsLong() {
        assertThat(Stream.of(MAIN, TEST)
                        .flatMap(root -> files(root).stream())
                        .filter(file -> lines(file) > LINES_OF_A_FILE))
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
        crowded.values().removeIf(files -> files <= FILES_OF_A_PACKAGE);
        assertThat(crowded)
                .as("packages of more than %d files: divide them", FILES_OF_A_PACKAGE)
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
