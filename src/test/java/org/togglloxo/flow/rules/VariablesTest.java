package org.togglloxo.flow.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.togglloxo.Documents;
import org.togglloxo.route.Variables;

/** The table of what leads from one route file to another, beside the files and a run. */
class VariablesTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| .* \\| (.*) \\| (.*) \\|$");

    private static Map<String, Set<String>> table(int column) {
        return ROW.matcher(Documents.section("architecture", "## What leads from file to file"))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> numbers(row.group(column)), (a, b) -> a, TreeMap::new));
    }

    private static Set<String> numbers(String cell) {
        return Pattern.compile("\\b\\d\\d\\b")
                .matcher(cell)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(Path.of("routes"))) {
            for (Path file : all.toList()) {
                String steps = Files.readString(file).replaceAll("(?m)^ *#.*$", "");
                files.put(file.getFileName().toString().substring(0, 2), steps);
            }
        }
        return files;
    }

    @Test
    void areTenAtMostAndEachIsInTheTable() {
        assertThat(Variables.ALL).hasSizeLessThanOrEqualTo(10);
        assertThat(table(2).keySet()).isEqualTo(new TreeSet<>(Variables.ALL));
    }

    @Test
    void areNamedInTheFilesThatTheTableSays() throws IOException {
        Map<String, Set<String>> named = new TreeMap<>();
        Variables.ALL.forEach(name -> named.put(name, new TreeSet<>()));
        files().forEach((file, text) -> Pattern.compile("variable\\.([a-z]+(?:-[a-z]+)*)")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(named::containsKey)
                .forEach(name -> named.get(name).add(file)));
        assertThat(table(3)).isEqualTo(named);
    }

    @Test
    void nothingElseLeadsFromOneFileToAnother() throws IOException {
        Map<String, Set<String>> where = new TreeMap<>();
        files().forEach((file, text) -> Pattern.compile("variable\\.([a-z]+(?:-[a-z]+)*)")
                .matcher(text)
                .results()
                .forEach(found -> where.computeIfAbsent(found.group(1), name -> new TreeSet<>())
                        .add(file)));
        where.keySet().removeAll(Variables.ALL);
        assertThat(where.values()).allSatisfy(in -> assertThat(in).hasSize(1));
    }

    @Test
    void areSetInTheFilesThatTheTableSays() throws IOException {
        Map<String, String> steps = Map.of(
                "people", "loxo/person/PersonFinder",
                "jobMaker", "loxo/job/JobCreator",
                "withoutRefusedField", "loxo/posting/RefusedFieldFilter",
                "togglDetails", "togglhire/TogglDetails",
                "deliveries", "sync/delivery/Deliveries");
        Map<String, Set<String>> set = new TreeMap<>();
        Variables.ALL.forEach(name -> set.put(name, new TreeSet<>()));
        for (Map.Entry<String, String> file : files().entrySet()) {
            String text = file.getValue();
            String java = found("(?:ref|onRedeliveryRef): (\\w+)", text)
                    .filter(steps::containsKey)
                    .map(ref -> source(steps.get(ref)))
                    .collect(Collectors.joining());
            Stream.concat(
                            found("setVariable:\\s+id: \\S+\\s+name: ([a-z-]+)", text),
                            found("setVariable\\(Variables\\.([A-Z_]+)", java)
                                    .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-')))
                    .filter(set::containsKey)
                    .forEach(name -> set.get(name).add(file.getKey()));
        }
        assertThat(table(2)).isEqualTo(set);
    }

    private static Stream<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1));
    }

    private static String source(String type) {
        try {
            return Files.readString(Path.of("src/main/java/org/togglloxo/" + type + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
