package org.togglloxo.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.togglloxo.sync.run.RemarkCode;

/** Reasons and remarks are given by their constants, and all of them are. */
class ReasonTest {

    // values of a setting, a name and a member of JSON as well
    private static final Set<String> OTHER_WORDS = Set.of("create-only", "update-only", "ledger", "forgotten");

    @Test
    void isCalledByItsName() {
        assertThat(Reason.CREATE_PENDING.code()).isEqualTo("create-pending");
        assertThat(Reason.CREATE_PENDING.is("create-pending")).isTrue();
        assertThat(Reason.CREATE_PENDING.is("created")).isFalse();
    }

    @Test
    void everyReasonIsGivenByTheProgramOrByARoute() {
        // the guide has a line for each
        Set<String> given = found("\\bReason\\.([A-Z_]+)", sources("Reason.java", "ErrorGuide.java"));
        found("\\b(?:skipped|failed)\\('([a-z-]+)'", text(Path.of("routes"), ".yaml"))
                .forEach(code -> given.add(code.toUpperCase(Locale.ROOT).replace('-', '_')));
        assertThat(given).containsAll(names(Reason.values()));
    }

    @Test
    void everyRemarkIsMade() {
        assertThat(found("\\bRemarkCode\\.([A-Z_]+)", sources("RemarkCode.java")))
                .containsExactlyInAnyOrderElementsOf(names(RemarkCode.values()));
    }

    @Test
    void noneIsWrittenAsText() {
        // its people are called by what becomes of them
        Set<String> texts = found("[\"']([a-z-]+)[\"']", sources("ErrorDemo.java"));
        texts.removeAll(OTHER_WORDS);
        assertThat(texts)
                .doesNotContainAnyElementsOf(
                        Arrays.stream(Reason.values()).map(Reason::code).toList())
                .doesNotContainAnyElementsOf(
                        Arrays.stream(RemarkCode.values()).map(RemarkCode::code).toList());
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    private static Set<String> found(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sources(String... without) {
        return text(Path.of("src/main/java"), ".java", without).replaceAll("(?m)^ */?\\*.*$", "");
    }

    private static String text(Path folder, String ending, String... without) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !file.toString().contains("sandbox"))
                    .filter(file ->
                            !Arrays.asList(without).contains(file.getFileName().toString()))
                    .map(ReasonTest::text)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
