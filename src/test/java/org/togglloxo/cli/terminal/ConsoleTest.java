package org.togglloxo.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    @Test
    void nothingElseWritesToStdoutOrStderr() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<Path> writers = sources.filter(Files::isRegularFile)
                    .filter(ConsoleTest::writes)
                    .toList();
            assertThat(writers)
                    .as("use Console: it shows text from outside in a way that cannot act on a terminal")
                    .containsExactly(Path.of("src/main/java/org/togglloxo/cli/terminal/Console.java"));
        }
    }

    private static boolean writes(Path source) {
        try {
            return Files.readString(source).matches("(?s).*(System\\.(out|err)\\b|printStackTrace\\(\\)).*");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
