package org.togglloxo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.Documents.code;
import static org.togglloxo.Documents.files;
import static org.togglloxo.Documents.page;
import static org.togglloxo.Documents.readme;
import static org.togglloxo.Documents.rows;
import static org.togglloxo.Documents.section;
import static org.togglloxo.Documents.table;

import java.io.IOException;
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
import org.togglloxo.ledger.audit.AuditAct;
import org.togglloxo.ledger.run.RemarkCode;
import org.togglloxo.settings.Secrets;

/** What the README and the pages say is what the program does. */
class DocumentsTest {

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
        for (List<String> row : table(page("settings"), "name", "default", "meaning")) {
            documented.put(code(row.get(0)), code(row.get(1)));
            assertThat(row.get(2)).as("the meaning of " + row.get(0)).isNotBlank();
        }
        assertThat(documented.entrySet().stream().map(Object::toString))
                .containsExactlyElementsOf(
                        settings.entrySet().stream().map(Object::toString).toList());
    }

    @Test
    void everyExitCodeIsThereAndNoOther() {
        assertThat(table(page("operations"), "code", "name", "means").stream()
                        .map(row -> row.get(0) + " " + code(row.get(1)))
                        .toList())
                .containsExactlyElementsOf(Arrays.stream(ExitCode.values())
                        .map(code -> code.code() + " " + code)
                        .toList());
    }

    @Test
    void theReasonsOfCandidatesAreTheProgramsOwn() {
        assertTable(
                Arrays.stream(Reason.values())
                        .filter(reason -> !reason.outcome().isEmpty())
                        .map(reason -> row(reason.code(), reason.outcome(), reason.meaning())),
                "outcomes",
                "reason of a candidate",
                "outcome",
                "means");
    }

    @Test
    void theReasonsOfRunsAreTheProgramsOwn() {
        assertTable(
                Arrays.stream(Reason.values())
                        .filter(reason -> !reason.meaningOfRun().isEmpty())
                        .map(reason -> row(reason.code(), reason.exitCode().code() + "", reason.meaningOfRun())),
                "outcomes",
                "reason of a run",
                "exit code",
                "means");
    }

    @Test
    void theRemarksAreTheProgramsOwn() {
        assertTable(
                Arrays.stream(RemarkCode.values()).map(code -> row(code.code(), code.meaning())),
                "outcomes",
                "code of a remark",
                "means");
    }

    @Test
    void theActsOfTheAuditAreTheProgramsOwn() {
        assertTable(
                Arrays.stream(AuditAct.values()).map(act -> row(act.code(), act.meaning())),
                "operations",
                "act",
                "means");
    }

    @Test
    void theHostsAreShownAsTheBuildStartsThem() throws IOException {
        List<MatchResult> shown = Pattern.compile(
                        "]\\(\\.\\./\\.\\./\\.\\./(src/it/[^)]+)\\)\\n\\n```\\w+\\n(.*?)```", Pattern.DOTALL)
                .matcher(page("embedding"))
                .results()
                .toList();
        assertThat(shown).hasSize(9);
        for (MatchResult block : shown) {
            assertThat(withoutIndent(Files.readString(Path.of(block.group(1)))))
                    .contains(withoutIndent(block.group(2)));
        }
    }

    @Test
    void everyKameletIsLinked() {
        String kamelets = page("kamelets");
        assertThat(files(Path.of("src/main/resources/kamelets"), ".kamelet.yaml"))
                .isNotEmpty()
                .allMatch(file -> kamelets.contains("(../../../" + file + ")"));
    }

    private static String withoutIndent(String text) {
        return text.replace("@project.version@", VersionTest.version()).replaceAll("(?m)^ +", "");
    }

    @Test
    void everyRouteFileIsFollowed() {
        String architecture = section("architecture", "## The way of a candidate");
        assertThat(files(Path.of("routes"), ".camel.yaml"))
                .isNotEmpty()
                .allMatch(file -> architecture.contains("(../../../" + file + ")"));
    }

    @Test
    void theReadmeIsReadInOneGo() {
        assertThat(readme().lines().count()).isLessThanOrEqualTo(150);
    }

    @Test
    void theBuildServerRunsWhatTheReadmeSays() throws IOException {
        String section = readme().split("## Test it")[1].split("```")[1];
        assertThat(Files.readAllLines(Path.of(".ci/run"))).contains(section.strip());
    }

    @Test
    void theWrapperChecksWhatItFetches() throws IOException {
        assertThat(Files.readAllLines(Path.of(".mvn/wrapper/maven-wrapper.properties")))
                .anyMatch(line -> line.matches("distributionSha256Sum=[0-9a-f]{64}"));
    }

    @Test
    void theConstantsOfThePaceAreTheProgramsOwn() throws ReflectiveOperationException {
        Class<?> pace = Class.forName("org.togglloxo.http.Pace");
        for (List<String> row :
                table(page("decisions/0006-the-pace-is-learnt-from-refusals"), "constant", "value", "is")) {
            Field constant = pace.getDeclaredField(code(row.get(0)));
            constant.setAccessible(true);
            assertThat(constant.getDouble(null)).as(row.get(0)).isEqualTo(Double.parseDouble(row.get(1)));
        }
    }

    @Test
    void everySecretIsNamed() {
        String section = section("operations", "## Security");
        assertThat(Secrets.SETTINGS).allSatisfy(name -> assertThat(section).contains("`" + name + "`"));
    }

    private static String row(String code, String... cells) {
        return "| `%s` | %s |".formatted(code, String.join(" | ", cells));
    }

    private static void assertTable(Stream<String> rows, String page, String... head) {
        List<String> wanted = rows.toList();
        assertThat(rows(page(page), head))
                .withFailMessage("The rows below | %s | are to be%n%n%s%n", head[0], String.join("\n", wanted))
                .isEqualTo(wanted);
    }
}
