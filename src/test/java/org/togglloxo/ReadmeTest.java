package org.togglloxo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Reason;
import org.togglloxo.settings.Secrets;
import org.togglloxo.sync.run.RemarkCode;
import picocli.CommandLine.Command;

/** What the README says is what the program does. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Path SETTINGS = Path.of("config/application.properties");

    @Test
    void theSettingsTableEqualsTheSettingsFileInItsOrder() throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String line : Files.readAllLines(SETTINGS)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            }
        }
        Map<String, String> documented = new LinkedHashMap<>();
        for (List<String> row : table("name", "default", "meaning")) {
            documented.put(code(row.get(0)), code(row.get(1)));
            assertThat(row.get(2)).as("the meaning of " + row.get(0)).isNotBlank();
        }
        assertThat(documented.entrySet().stream().map(Object::toString))
                .containsExactlyElementsOf(
                        settings.entrySet().stream().map(Object::toString).toList());
    }

    @Test
    void everyCommandIsThereAndNoOther() throws Exception {
        Field all = Class.forName("org.togglloxo.cli.RootCommand").getDeclaredField("COMMANDS");
        all.setAccessible(true);
        Stream<String> commands = ((List<?>) all.get(null)).stream().map(command -> ((Class<?>) command)
                .getAnnotation(Command.class)
                .name());
        assertThat(table("command", "does").stream()
                        .map(row -> code(row.get(0)).split(" ")[0])
                        .toList())
                .containsExactlyElementsOf(commands.toList());
    }

    @Test
    void everyExitCodeIsThereAndNoOther() throws IOException {
        assertThat(table("code", "name", "means").stream()
                        .map(row -> row.get(0) + " " + code(row.get(1)))
                        .toList())
                .containsExactlyElementsOf(Arrays.stream(ExitCode.values())
                        .map(code -> code.code() + " " + code)
                        .toList());
    }

    @Test
    void theReasonsOfCandidatesAreTheProgramsOwn() throws IOException {
        assertTable(
                Arrays.stream(Reason.values())
                        .filter(reason -> !reason.outcome().isEmpty())
                        .map(reason -> row(reason.code(), reason.outcome(), reason.meaning())),
                "reason of a candidate",
                "outcome",
                "means");
    }

    @Test
    void theReasonsOfRunsAreTheProgramsOwn() throws IOException {
        assertTable(
                Arrays.stream(Reason.values())
                        .filter(reason -> !reason.meaningOfRun().isEmpty())
                        .map(reason -> row(reason.code(), reason.exitCode().code() + "", reason.meaningOfRun())),
                "reason of a run",
                "exit code",
                "means");
    }

    @Test
    void theRemarksAreTheProgramsOwn() throws IOException {
        assertTable(
                Arrays.stream(RemarkCode.values()).map(code -> row(code.code(), code.meaning())),
                "code of a remark",
                "means");
    }

    @Test
    void theHostsAreShownAsTheBuildStartsThem() throws IOException {
        List<MatchResult> shown = Pattern.compile("]\\((src/it/[^)]+)\\)\\n\\n```\\w+\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README))
                .results()
                .toList();
        assertThat(shown).hasSize(9);
        for (MatchResult block : shown) {
            assertThat(withoutIndent(Files.readString(Path.of(block.group(1)))))
                    .contains(withoutIndent(block.group(2)));
        }
    }

    @Test
    void everyKameletIsLinked() throws IOException {
        String readme = Files.readString(README);
        assertThat(files(Path.of("src/main/resources/kamelets"), ".kamelet.yaml"))
                .isNotEmpty()
                .allMatch(file -> readme.contains("(" + file + ")"));
    }

    private static String withoutIndent(String text) {
        return text.replace("@project.version@", VersionTest.version()).replaceAll("(?m)^ +", "");
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        List<String> links = Pattern.compile("]\\(([^)#]+)[^)]*\\)")
                .matcher(Files.readString(README))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://"))
                .toList();
        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(Path.of(link))
                .exists());
    }

    @Test
    void everyRouteFileIsLinked() throws IOException {
        String readme = Files.readString(README);
        try (Stream<Path> routes = Files.list(Path.of("routes"))) {
            assertThat(routes.map(file -> "(routes/" + file.getFileName() + ")"))
                    .isNotEmpty()
                    .allMatch(readme::contains);
        }
    }

    @Test
    void theBuildServerRunsWhatTheReadmeSays() throws IOException {
        String section = Files.readString(README).split("## Test it")[1].split("```")[1];
        assertThat(Files.readAllLines(Path.of(".ci/run"))).contains(section.strip());
    }

    @Test
    void theWrapperChecksWhatItFetches() throws IOException {
        assertThat(Files.readAllLines(Path.of(".mvn/wrapper/maven-wrapper.properties")))
                .anyMatch(line -> line.matches("distributionSha256Sum=[0-9a-f]{64}"));
    }

    @Test
    void everySecretIsNamed() throws IOException {
        String section = Files.readString(README).split("\n## Security\n")[1].split("\n## ")[0];
        assertThat(Secrets.SETTINGS).allSatisfy(name -> assertThat(section).contains("`" + name + "`"));
    }

    private static String row(String code, String... cells) {
        return "| `%s` | %s |".formatted(code, String.join(" | ", cells));
    }

    private static void assertTable(Stream<String> rows, String... head) throws IOException {
        List<String> wanted = rows.toList();
        assertThat(lines(head))
                .withFailMessage("The rows below | %s | are to be%n%n%s%n", head[0], String.join("\n", wanted))
                .isEqualTo(wanted);
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of the table with this head. */
    private static List<List<String>> table(String... head) throws IOException {
        return lines(head).stream().map(ReadmeTest::cells).toList();
    }

    private static List<String> lines(String... head) throws IOException {
        List<String> rows = Files.readAllLines(README).stream()
                .dropWhile(line -> !cells(line).equals(List.of(head)))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        assertThat(rows).as("the table " + String.join(", ", head)).isNotEmpty();
        return rows;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.replaceFirst("^\\|", "").split("\\|"))
                .map(String::strip)
                .toList();
    }

    private static String code(String cell) {
        return cell.replaceFirst("^`(.*)`$", "$1");
    }
}
