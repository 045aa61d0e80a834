package org.togglloxo.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the catalog of Apache's Kamelets asks of each. */
class KameletFilesTest {

    private static final String CAMEL = "camel.apache.org/";

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/kamelets"))) {
            return files.toList();
        }
    }

    private static JsonNode parsed(Path file) throws IOException {
        Object yaml = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        return new ObjectMapper().valueToTree(yaml);
    }

    @ParameterizedTest
    @MethodSource("files")
    void isNamedAnnotatedAndLabelledByTheRules(Path file) throws IOException {
        JsonNode kamelet = parsed(file);
        String name = kamelet.path("metadata").path("name").asText();
        String type = kamelet.path("metadata")
                .path("labels")
                .path(CAMEL + "kamelet.type")
                .asText();
        assertThat(file.getFileName()).hasToString(name + ".kamelet.yaml");
        assertThat(name).matches("(toggl-hire|loxo)-[a-z-]+-" + type);
        assertThat(type).isIn("source", "action", "sink");
        assertThat(kamelet.path("apiVersion").asText()).isEqualTo("camel.apache.org/v1");
        assertThat(List.of("support.level", "icon", "group", "namespace"))
                .allSatisfy(annotation -> assertThat(kamelet.path("metadata")
                                .path("annotations")
                                .path(CAMEL + "kamelet." + annotation)
                                .asText())
                        .isNotBlank());
        assertThat(kamelet.path("metadata")
                        .path("annotations")
                        .path(CAMEL + "kamelet.icon")
                        .asText())
                .startsWith("data:image/svg+xml;base64,");
        assertThat(kamelet.path("spec").path("definition").path("title").asText())
                .endsWith(type.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + type.substring(1));
        assertThat(kamelet.path("spec").path("types").isObject()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyParameterIsExplainedAndUsed(Path file) throws IOException {
        JsonNode kamelet = parsed(file);
        JsonNode definition = kamelet.path("spec").path("definition");
        Set<String> required = new TreeSet<>();
        definition.path("required").forEach(name -> required.add(name.asText()));
        Set<String> declared = new TreeSet<>();
        definition.path("properties").properties().forEach(property -> {
            String name = property.getKey();
            JsonNode rules = property.getValue();
            declared.add(name);
            assertThat(rules.path("title").asText()).as("%s title", name).isNotBlank();
            assertThat(rules.path("description").asText())
                    .as("%s description", name)
                    .endsWith(".");
            assertThat(rules.path("type").asText()).as("%s type", name).isIn("string", "integer");
            boolean secret = rules.path("format").asText().equals("password");
            assertThat(secret).as("%s is marked as a credential", name).isEqualTo(name.matches("apiKey|token"));
            assertThat(rules.path("x-descriptors").toString().contains("urn:camel:group:credentials"))
                    .isEqualTo(secret);
            assertThat(secret || rules.has("default") || rules.has("example"))
                    .as("%s shows a value", name)
                    .isTrue();
            assertThat(rules.has("default"))
                    .as("%s is required or has a default", name)
                    .isNotEqualTo(required.contains(name));
        });
        assertThat(declared).containsAll(required);
        String template = Files.readString(file).split("\n  template:")[1];
        Set<String> beans = new TreeSet<>(Set.of("routeId"));
        kamelet.path("spec")
                .path("template")
                .path("beans")
                .forEach(bean -> beans.add(bean.path("name").asText()));
        Set<String> used = Pattern.compile("\\{\\{(\\w+)}}")
                .matcher(template)
                .results()
                .map(use -> use.group(1))
                .filter(name -> !beans.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(used).isEqualTo(declared);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyComponentOfTheTemplateIsADependency(Path file) throws IOException {
        JsonNode spec = parsed(file).path("spec");
        Set<String> dependencies = new TreeSet<>();
        spec.path("dependencies").forEach(dependency -> dependencies.add(dependency.asText()));
        Set<String> schemes = Pattern.compile("(?:uri|to): \"([a-z-]+):")
                .matcher(Files.readString(file))
                .results()
                .map(use -> "camel:" + use.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(dependencies)
                .containsAll(schemes)
                .contains("camel:kamelet", "mvn:org.togglloxo:toggl-loxo:${project.version}");
    }
}
