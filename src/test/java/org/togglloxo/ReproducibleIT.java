package org.togglloxo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published has the same bytes wherever, whenever and by whomever it is built. */
@Tag("release")
class ReproducibleIT {

    private static final Set<String> NOT_SOURCES = Set.of("target", "data", ".git", ".idea");

    @TempDir
    Path temporary;

    @Test
    void anotherFolderTimeZoneAndLanguageGiveTheSameBytes() throws Exception {
        Path copy = temporary.resolve("a folder with blanks/and another name");
        copySources(copy);
        build(copy);
        assertThat(sums(Path.of("target"))).hasSize(5).containsExactlyElementsOf(sums(copy.resolve("target")));
    }

    private static List<String> sums(Path target) throws IOException {
        return Files.readAllLines(target.resolve("SHA512SUMS"));
    }

    private static void copySources(Path copy) throws IOException {
        Files.walkFileTree(Path.of(""), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (NOT_SOURCES.contains(folder.toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(copy.resolve(folder.toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!NOT_SOURCES.contains(file.toString())) {
                    Files.copy(file, copy.resolve(file.toString()));
                    copy.resolve(file.toString()).toFile().setExecutable(Files.isExecutable(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void build(Path folder) throws IOException, InterruptedException {
        Path log = temporary.resolve("build.log");
        ProcessBuilder build = new ProcessBuilder(
                        "./mvnw",
                        "-B",
                        "-ntp",
                        "-q",
                        "-Prelease",
                        "package",
                        "-Dmaven.test.skip=true",
                        "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        build.environment()
                .putAll(Map.of("TZ", "Pacific/Auckland", "LC_ALL", "C", "JAVA_TOOL_OPTIONS", "-Duser.language=de"));
        assertThat(build.start().waitFor()).withFailMessage(() -> text(log)).isZero();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
