package org.togglloxo.flow.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.togglloxo.failure.Reason;
import org.togglloxo.flow.camel.ShippedRoutes;
import org.togglloxo.settings.Settings;

/** What the route files, the settings file and the sources promise each other. */
class RoutesTest {

    private static final Path ROUTES = Path.of("routes");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Set<String> ENTRIES = Set.of("direct:list-candidates");
    private static final Set<String> WITHOUT_ID =
            Set.of("route", "routeConfiguration", "onException", "from", "steps", "loadBalance");

    static List<Path> routeFiles() throws IOException {
        try (Stream<Path> files = Files.list(ROUTES)) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theJarNamesEveryRouteFile() throws IOException {
        assertThat(ShippedRoutes.NAMES)
                .containsExactlyElementsOf(routeFiles().stream()
                        .map(file -> file.getFileName().toString())
                        .toList());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String allRoutes() throws IOException {
        return routeFiles().stream().map(RoutesTest::text).collect(Collectors.joining("\n"));
    }

    private static String allSources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("sandbox"))
                    .map(RoutesTest::text)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static List<String> found(String regex, String text) {
        return Pattern.compile(regex, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("routeFiles")
    void fileIsNamedAfterItsRouteAndOpensWithFourLines(Path file) {
        String name = file.getFileName().toString();
        // whoever adds an alert of their own looks for one short name
        assertThat(name).matches("\\d\\d-(alert|[a-z]+(-[a-z]+)+)\\.camel\\.yaml");
        assertThat(text(file).lines().limit(4))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("# In: "),
                        line -> assertThat(line).startsWith("# Out: "),
                        line -> assertThat(line).startsWith("# Fails as: "),
                        line -> assertThat(line).startsWith("# Next: "));
        List<String> routes = found("^- route:\\n    id: (\\S+)", text(file));
        if (!text(file).contains("- routeConfiguration:")) {
            assertThat(routes).containsExactly(name.replaceAll("^\\d\\d-|\\.camel\\.yaml$", ""));
        }
    }

    @ParameterizedTest
    @MethodSource("routeFiles")
    void everyRouteSaysWhatItDoes(Path file) {
        assertThat(found("^- (?:route|routeConfiguration):\\n    id: \\S+\\n    (\\w+):", text(file)))
                .isNotEmpty()
                .allMatch("description"::equals);
    }

    @ParameterizedTest
    @MethodSource("routeFiles")
    void everyStepHasAnId(Path file) {
        List<String> without = new ArrayList<>();
        Pattern.compile("^( +)- (\\w+):[ \\t]*\\n +(\\w+):", Pattern.MULTILINE)
                .matcher(text(file))
                .results()
                .filter(step -> !step.group(3).equals("id") && !WITHOUT_ID.contains(step.group(2)))
                .map(MatchResult::group)
                .forEach(without::add);
        assertThat(without).isEmpty();
    }

    @Test
    void stepIdsAreGivenOnce() throws IOException {
        List<String> ids = found("^ +-? *id: (\\S+)", allRoutes());
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void everyDirectEndpointHasOneConsumerAndIsCalled() throws IOException {
        String yaml = allRoutes();
        // what is only named to say that it is gone is called by nobody
        String java =
                allSources().replace(text(Path.of("src/main/java/org/togglloxo/flow/check/OutdatedRoutes.java")), "");
        List<String> consumers = new ArrayList<>(found("from:\\n +uri: (direct:[a-z-]+)", yaml));
        consumers.addAll(found("from\\(\"(direct:[a-z-]+)\"\\)", java));
        Set<String> called = new TreeSet<>(ENTRIES);
        called.addAll(found("(?<!from:\\n {6})uri: (direct:[a-z-]+)", yaml));
        called.addAll(found("(?<!from\\()\"(direct:[a-z-]+)\"", java));

        assertThat(consumers).doesNotHaveDuplicates();
        assertThat(called).isEqualTo(new TreeSet<>(consumers));
    }

    @Test
    void everyBeanThatTheRoutesNameIsBound() throws IOException {
        Set<String> named = new TreeSet<>(found("^ +ref: (\\w+)", allRoutes()));
        named.addAll(found("(?:onRedelivery|redeliveryPolicy)Ref: (\\w+)", allRoutes()));
        named.addAll(found("#bean:(\\w+)", allRoutes()));
        assertThat(named).isNotEmpty();
        assertThat(found("\\.bind\\(\\s*\"(\\w+)\"", allSources())).containsAll(named);
    }

    @ParameterizedTest
    @MethodSource("routeFiles")
    void everyReasonThatIsComparedIsTheProgramsOrTheFilesOwn(Path file) {
        Set<String> given = Arrays.stream(Reason.values()).map(Reason::code).collect(Collectors.toSet());
        given.addAll(found("(?:skipped|failed)\\('([^']+)'", text(file)));
        assertThat(given).containsAll(found("\\breason}? *[!=]= *'([^']+)'", text(file)));
    }

    @Test
    void everySettingIsExplainedAndRead() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("config/application.properties"));
        String readers = allSources() + allRoutes() + text(Path.of("config/application.properties"));
        String before = "";
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String name = line.split("=", 2)[0];
                assertThat(before).as("above %s", name).isNotBlank();
                assertThat(readers)
                        .as("who reads %s", name)
                        .satisfiesAnyOf(
                                text -> assertThat(text).contains("\"" + name + "\""),
                                text -> assertThat(text).contains("{{" + name + "}}"),
                                text -> assertThat(name).startsWith("toggl.filter."));
            }
            before = line;
        }
        assertThat(Settings.defaults().stringPropertyNames()).hasSizeGreaterThan(30);
    }

    @Test
    void placeholdersAreSettings() throws IOException {
        Set<String> known = new TreeSet<>(Settings.defaults().stringPropertyNames());
        known.add("sync.scheduled");
        assertThat(known).containsAll(found("\\{\\{([a-z.-]+)}}", allRoutes()));
    }

    /** In a host's context everything has another name; what Java calls or binds by a plain one would be the host's. */
    @Test
    void javaCallsAndBindsByTheNamesOfTheContext() throws IOException {
        assertThat(found("\\.(?:request|send)\\(\\s*\"(direct:[a-z-]+)\"", allSources()))
                .isEmpty();
        assertThat(found("getRegistry\\(\\)\\s*\\.bind\\(\\s*\"(\\w+)\"", allSources()))
                .containsExactly("webhookServer");
    }
}
