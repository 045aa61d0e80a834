package org.togglloxo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.settings.Settings;

/** The files for running it as a service: what can be checked of them without the machines that they are for. */
class DeployFilesTest {

    private static final Path DEPLOY = Path.of("src/main/deploy");

    private static String text(String file) throws IOException {
        return Files.readString(DEPLOY.resolve(file));
    }

    private static List<JsonNode> manifests() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        try (MappingIterator<JsonNode> documents = new ObjectMapper(new YAMLFactory())
                .readerFor(JsonNode.class)
                .readValues(text("kubernetes/toggl-loxo.yaml"))) {
            documents.forEachRemaining(all::add);
        }
        return all;
    }

    private static JsonNode container() throws IOException {
        return manifests().get(1).at("/spec/template/spec/containers/0");
    }

    @Test
    void everyVariableIsThatOfASetting() throws IOException {
        Map<String, String> variables = Settings.defaults().stringPropertyNames().stream()
                .flatMap(name -> Stream.of(name, name + "-file"))
                .collect(Collectors.toMap(Settings::variable, name -> name));
        Stream<String> ofUnit = Pattern.compile("Environment=(\\w+)=")
                .matcher(text("systemd/toggl-loxo.service"))
                .results()
                .map(found -> found.group(1));
        Stream<String> ofImage = Pattern.compile("(\\w+)=")
                .matcher(text("Dockerfile").replaceAll("(?s).*\nENV ([^\n]*)\n.*", "$1"))
                .results()
                .map(found -> found.group(1));
        List<String> ofMap = new ArrayList<>();
        manifests().get(0).get("data").fieldNames().forEachRemaining(ofMap::add);
        assertThat(Stream.of(ofUnit, ofImage, ofMap.stream()).flatMap(each -> each))
                .hasSizeGreaterThan(10)
                .isSubsetOf(variables.keySet());
    }

    @Test
    void theSettingsOfTheManifestAreSound() throws IOException {
        Map<String, String> environment =
                new ObjectMapper().convertValue(manifests().get(0).get("data"), new TypeReference<>() {});
        Settings settings = Settings.of(Path.of("."), new byte[0], environment, new Properties());
        assertThat(FlowSettings.from(settings).problems())
                .as("problems but for the secrets that are not here")
                .allSatisfy(problem -> assertThat(problem.setting()).endsWith("-file"));
    }

    @Test
    void theProbesAskWhatIsServed() throws IOException {
        String port = Settings.defaults().getProperty("observe.port");
        assertThat(container().at("/ports/0/containerPort").asText()).isEqualTo(port);
        assertThat(text("Dockerfile")).contains("EXPOSE " + port);
        assertThat(container().at("/livenessProbe/httpGet/path").textValue()).isEqualTo("/observe/health/live");
        assertThat(container().at("/readinessProbe/httpGet/path").textValue()).isEqualTo("/observe/health/ready");
    }

    @Test
    void nobodyRunsItAsRoot() throws IOException {
        String user = "10001";
        assertThat(text("Dockerfile")).contains("\nUSER " + user + "\n").contains("--uid " + user);
        JsonNode pod = manifests().get(1).at("/spec/template/spec/securityContext");
        assertThat(pod.get("runAsUser").asText()).isEqualTo(user);
        assertThat(pod.get("runAsNonRoot").booleanValue()).isTrue();
        assertThat(container().at("/securityContext/readOnlyRootFilesystem").booleanValue())
                .isTrue();
        assertThat(text("systemd/toggl-loxo.service")).contains("User=toggl-loxo", "NoNewPrivileges=true");
    }

    @Test
    void everySecretIsAFileThatIsMounted() throws IOException {
        String mount = container().at("/volumeMounts/0/mountPath").textValue();
        manifests().get(0).get("data").properties().forEach(entry -> {
            if (entry.getKey().endsWith("_FILE")) {
                assertThat(entry.getValue().textValue()).startsWith(mount + "/");
            }
        });
        assertThat(manifests().get(0).get("data").toString()).doesNotContain("API_KEY\"", "PASSWORD\"");
    }

    @Test
    void whatTheImageCopiesIsInTheDistribution() throws IOException {
        String distribution = Files.readString(Path.of("src/main/dist/distribution.xml"));
        assertThat(Pattern.compile("COPY (\\w+) ")
                        .matcher(text("Dockerfile"))
                        .results()
                        .map(found -> found.group(1)))
                .containsExactly("bin", "lib", "config", "routes")
                .allSatisfy(folder ->
                        assertThat(distribution).contains("<outputDirectory>" + folder + "</outputDirectory>"));
        assertThat(text("Dockerfile")).contains("ENTRYPOINT [\"bin/toggl-loxo\"]");
        assertThat(text("systemd/toggl-loxo.service")).contains("bin/toggl-loxo sync");
    }

    @Test
    void bothLaunchersStartJavaInTheSameWay() throws IOException {
        Path bin = Path.of("src/main/dist/bin");
        String windows = Files.readString(bin.resolve("toggl-loxo.cmd"));
        String others = Files.readString(bin.resolve("toggl-loxo"));
        assertThat(Pattern.compile("-X\\S+").matcher(windows).results().map(MatchResult::group))
                .hasSize(5)
                .allSatisfy(option -> assertThat(others).contains(option));
        assertThat(windows).contains("-jar lib\\toggl-loxo.jar %*").contains("\r\n");
        assertThat(windows.replace("\r\n", "")).doesNotContain("\n");
    }
}
