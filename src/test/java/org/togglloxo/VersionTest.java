package org.togglloxo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The version stands in the pom; whatever is copied out of the documents names the same one. */
class VersionTest {

    private static final String COORDINATES =
            "org\\.togglloxo</groupId>\\s*<artifactId>toggl-loxo</artifactId>\\s*<version>";
    private static final Pattern DEPENDENCY = Pattern.compile(COORDINATES + "([^<]+)<");
    private static final Pattern LIBRARY = Pattern.compile("org\\.togglloxo:toggl-loxo:([^\\s`\"]+)");

    /** Of this tree. */
    static String version() {
        return named(Path.of("pom.xml"), DEPENDENCY).findFirst().orElseThrow();
    }

    @Test
    void everyDocumentNamesTheVersionOfThePom() throws IOException {
        List<String> named = documents()
                .flatMap(document -> Stream.of(DEPENDENCY, LIBRARY).flatMap(pattern -> named(document, pattern)))
                .toList();
        assertThat(named).hasSizeGreaterThan(4).containsOnly(version());
    }

    private static Stream<Path> documents() throws IOException {
        Path site = Path.of("src/site");
        try (Stream<Path> pages = Files.exists(site) ? Files.walk(site) : Stream.empty()) {
            return Stream.concat(
                    Stream.of(Path.of("README.md")),
                    pages.filter(page -> page.toString().endsWith(".md")).toList().stream());
        }
    }

    private static Stream<String> named(Path file, Pattern pattern) {
        try {
            return pattern
                    .matcher(Files.readString(file))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
