package org.togglloxo.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.togglloxo.flow.FlowFixture;

/** What the dashboard and the alert rules ask Prometheus for is what a real scrape holds, and the documents name it all. */
class DashboardTest {

    private static final Path FILES = Path.of("src/main/resources/toggl-loxo/observe");
    private static final Pattern METRIC = Pattern.compile("\\b(togglloxo|camel|jvm)_[a-z_]+");
    private static final Pattern PARTS_OF_A_HISTOGRAM = Pattern.compile("_(bucket|sum|count|max)$");

    @TempDir
    Path folder;

    @Test
    void everyMetricThatIsAskedForIsServedAndEveryOneOfOursIsShown() throws IOException {
        String scrape;
        try (ObservedFlow observed = new ObservedFlow(new FlowFixture(folder))) {
            observed.services().between(options -> options.candidates(20));
            observed.start().run();
            scrape = observed.get("/observe/metrics").body();
        }
        Set<String> served = ObservedFlow.samples(scrape).keySet().stream()
                .map(sample -> sample.replaceFirst("\\{.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> shown = metrics(dashboard() + rules());
        assertThat(served).containsAll(shown);
        assertThat(families(shown)).containsAll(families(served.stream().filter(DashboardTest::isOurs)));
        String operations = Files.readString(Path.of("src/site/markdown/operations.md"));
        assertThat(metrics(operations)).containsAll(families(served.stream().filter(DashboardTest::isOurs)));
        assertThat(families(served.stream()))
                .containsAll(families(metrics(operations).stream().filter(DashboardTest::isOurs)));
    }

    @Test
    void everyAlertSaysWhatToDo() throws IOException {
        JsonNode rules =
                new ObjectMapper().valueToTree(new Load(LoadSettings.builder().build()).loadFromString(rules()));
        assertThat(rules.at("/groups/0/rules")).hasSizeGreaterThan(5).allSatisfy(rule -> {
            assertThat(rule.get("expr").asText()).isNotBlank();
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.at("/annotations/description").asText()).isNotBlank();
        });
    }

    @Test
    void theDashboardHasAPanelForEachQuestion() throws IOException {
        JsonNode panels = new ObjectMapper().readTree(dashboard()).get("panels");
        assertThat(panels).hasSizeGreaterThan(8).allSatisfy(panel -> {
            assertThat(panel.get("title").asText()).isNotBlank();
            assertThat(panel.at("/targets/0/expr").asText()).isNotBlank();
        });
    }

    private static String dashboard() throws IOException {
        return Files.readString(FILES.resolve("grafana-dashboard.json"));
    }

    private static String rules() throws IOException {
        return Files.readString(FILES.resolve("alert-rules.yaml"));
    }

    private static boolean isOurs(String metric) {
        return metric.startsWith("togglloxo_");
    }

    private static Set<String> metrics(String text) {
        return METRIC.matcher(text)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> families(Set<String> metrics) {
        return families(metrics.stream());
    }

    private static Set<String> families(Stream<String> metrics) {
        return metrics.map(metric -> PARTS_OF_A_HISTOGRAM.matcher(metric).replaceFirst(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
