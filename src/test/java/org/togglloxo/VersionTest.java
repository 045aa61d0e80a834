package org.togglloxo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
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
    void everyDocumentNamesTheVersionOfThePom() {
        List<String> named = Stream.concat(Stream.of(Documents.README), Documents.pages().stream())
                .flatMap(document -> Stream.concat(named(document, DEPENDENCY), named(document, LIBRARY)))
                .toList();
        assertThat(named).hasSizeGreaterThan(4).containsOnly(version());
    }

    private static Stream<String> named(Path file, Pattern pattern) {
        return pattern.matcher(Documents.text(file)).results().map(found -> found.group(1));
    }
}
