package org.togglloxo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglloxo.server.ObserveSettings;

/** Secrets that lie elsewhere: in a file, at the end of a command, in a vault that Camel knows. */
class SecretSettingsTest {

    private static final String KEY = "Kq7xVb2mNp9rKs4wZa1c";

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    private Settings settings() {
        return Settings.load(folder, environment, new Properties());
    }

    private void config(String... lines) throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.write(folder.resolve("config/application.properties"), List.of(lines));
    }

    private Path secret(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private String onlyProblem() {
        Settings settings = settings();
        assertThat(settings.exact("toggl.api-key")).isEmpty();
        List<Problem> problems = settings.unreadable();
        assertThat(problems).hasSize(1);
        assertThat(settings.isUnreadable("toggl.api-key")).isTrue();
        assertThat(problems.get(0).message()).startsWith("toggl.api-key").doesNotContain(KEY);
        return problems.get(0).message();
    }

    @ParameterizedTest
    @CsvSource({"''", "'\n'", "'\r\n'", "'\n\n'"})
    void aFileHoldsOneLineWhateverEndsIt(String end) throws IOException {
        environment.put("TOGGL_API_KEY_FILE", secret(KEY + end).toString());
        assertThat(settings().exact("toggl.api-key")).isEqualTo(KEY);
        assertThat(settings().unreadable()).isEmpty();
        assertThat(settings().warnings()).isEmpty();
    }

    @Test
    void aFileIsBelowTheWorkingDirectoryAndIsNamedInTheSettingsAsWell() throws IOException {
        secret(KEY);
        config("toggl.api-key-file=key");
        assertThat(settings().text("toggl.api-key")).isEqualTo(KEY);
        assertThat(settings().unknown()).isEmpty();
        assertThat(settings().origins()).isEqualTo(Map.of("toggl.api-key", "from the file key, 20 characters"));
    }

    @Test
    void whatWasReadIsInNoPlaceholderAndHidden() throws IOException {
        environment.put("TOGGL_API_KEY_FILE", secret(KEY).toString());
        environment.put("LOXO_API_KEY_COMMAND", "printf " + KEY.toLowerCase(Locale.ROOT));
        Settings settings = settings();
        assertThat(settings.placeholders().toString()).doesNotContain("api-key");
        assertThat(settings.values()).containsKey("sync.workers").doesNotContainValue(KEY);
        assertThat(Secrets.of(settings).redact("Bearer " + KEY + " " + KEY.toLowerCase(Locale.ROOT)))
                .isEqualTo("Bearer *** ***");
    }

    @Test
    void aFileThatIsNotThereIsNamed() throws IOException {
        config("toggl.api-key-file=no/such/key");
        assertThat(onlyProblem()).startsWith("toggl.api-key-file names the file 'no/such/key', which is not there.");
    }

    @Test
    void aFolderAnEmptyFileSeveralLinesAndTooMuchAreNoSecret() throws IOException {
        config("toggl.api-key-file=key");
        Files.createDirectories(folder.resolve("key"));
        assertThat(onlyProblem()).contains("which is a folder and no file");
        Files.delete(folder.resolve("key"));
        secret("\n");
        assertThat(onlyProblem()).contains("which holds nothing");
        secret(KEY + "\n" + KEY + "\n");
        assertThat(onlyProblem()).contains("which holds 2 lines");
        secret("k".repeat(64 * 1024 + 1));
        assertThat(onlyProblem()).contains("more than 64 KiB");
        Files.write(folder.resolve("key"), new byte[] {'k', (byte) 0xff});
        assertThat(onlyProblem()).contains("no text in UTF-8");
    }

    @Test
    @Timeout(20)
    void aPipeIsNotWaitedFor() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("key").toString())
                        .start()
                        .waitFor())
                .isZero();
        config("toggl.api-key-file=key");
        assertThat(onlyProblem()).contains("which is something else and no file");
    }

    @Test
    void headersForACollectorAreHiddenEachByItselfAndGoOverHttpsAlone() throws IOException {
        config(
                "observe.otlp-headers=Authorization=Basic bWFkZTp1cA==,X-Key=a%2Csecret%2Ckey,X-Tenant=acme",
                "observe.otlp-endpoint=https://collector.example/v1/traces");
        Settings settings = settings();
        List<Problem> problems = new ArrayList<>();
        ObserveSettings observe = ObserveSettings.from(settings, problems);
        assertThat(problems).isEmpty();
        assertThat(observe.otlpHeaders())
                .isEqualTo(Map.of("Authorization", "Basic bWFkZTp1cA==", "X-Key", "a,secret,key", "X-Tenant", "acme"));
        assertThat(observe.toString()).doesNotContain("secret", "bWFk");
        assertThat(Secrets.of(settings).redact("bWFkZTp1cA== a,secret,key a%2Csecret%2Ckey acme"))
                .isEqualTo("*** *** *** acme");

        environment.put("OBSERVE_OTLP_ENDPOINT", "http://collector.example/v1/traces");
        ObserveSettings.from(settings(), problems);
        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("https is needed"));
    }

    @Test
    void aFileThatEverybodyMayReadIsAWarning() throws IOException {
        Files.setPosixFilePermissions(secret(KEY), PosixFilePermissions.fromString("rw-r--r--"));
        config("toggl.api-key-file=key");
        assertThat(settings().exact("toggl.api-key")).isEqualTo(KEY);
        assertThat(settings().warnings())
                .extracting(Problem::message)
                .containsExactly(
                        "toggl.api-key-file names the file 'key', which every user of this machine may read. Close it to others: chmod 400 key");
    }

    @Test
    void aCommandPrintsIt() throws IOException {
        secret(KEY + "\n");
        config("toggl.api-key-command=cat key", "loxo.api-key-command=sh -c 'tr a-z A-Z < key'");
        assertThat(settings().exact("toggl.api-key")).isEqualTo(KEY);
        assertThat(settings().exact("loxo.api-key")).isEqualTo(KEY.toUpperCase(Locale.ROOT));
        assertThat(settings().origins().values())
                .containsExactly("from the command sh, 20 characters", "from the command cat, 20 characters");
    }

    @Test
    void aCommandIsGivenNoShellAndNobodyToAsk() throws IOException {
        config("toggl.api-key-command=echo a;b|c>d", "loxo.api-key-command=cat");
        assertThat(settings().exact("toggl.api-key")).isEqualTo("a;b|c>d");
        assertThat(settings().unreadable())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("loxo.api-key-command names the program 'cat', whose output holds nothing");
    }

    @Test
    void aCommandThatFailsIsShownWithItsWordsAndWithoutSecrets() throws IOException {
        environment.put("LOXO_API_KEY", "Lz5cHd8jGf3yQe6uWb0n");
        config(
                "toggl.api-key-command=sh -c 'echo %s; echo \"denied: %s Lz5cHd8jGf3yQe6uWb0n s.Xr4kPm6tJv8sDn2hYg9e\u0007 %s\" >&2; exit 3'"
                        .formatted(KEY, KEY, "long ".repeat(100)));
        assertThat(onlyProblem())
                .startsWith(
                        "toggl.api-key-command names the program 'sh', which ended with exit code 3: denied: *** *** *** long long")
                .endsWith(". Run it by hand")
                .doesNotContain("Lz5cHd8j", "Xr4kPm6t", "\u0007")
                .hasSizeLessThan(320);
    }

    @Test
    void aCommandThatIsNoneIsNamed() throws IOException {
        config("toggl.api-key-command=no-such-vault read");
        assertThat(onlyProblem()).contains("names the program 'no-such-vault', which cannot be started");
        config("toggl.api-key-command=cat 'key");
        assertThat(onlyProblem()).contains("a quotation mark (') that is not closed");
    }

    @Test
    void twoSourcesAreOneTooMany() throws IOException {
        secret(KEY);
        environment.put("TOGGL_API_KEY", KEY);
        config("toggl.api-key-file=key");
        assertThat(onlyProblem())
                .isEqualTo(
                        "toggl.api-key and toggl.api-key-file are set, and a secret has one source. Leave one of them");
    }

    @Test
    void aVaultThatCamelKnowsIsAsked() throws IOException {
        TestVault.CONTENT.put("toggl#key", KEY);
        TestVault.CONTENT.put("slug", "made-up");
        TestVault.CONTENT.put("path", secret(KEY + "\n").toString());
        config(
                "toggl.api-key={{test-vault:toggl#key}}",
                "loxo.api-key-file={{test-vault:path}}",
                "loxo.agency-slug={{test-vault:slug}}",
                "sync.queue=seda:x?size={{sync.workers:4}}");
        Settings settings = settings();
        assertThat(settings.exact("toggl.api-key")).isEqualTo(KEY);
        assertThat(settings.exact("loxo.api-key")).isEqualTo(KEY);
        assertThat(settings.text("loxo.agency-slug")).isEqualTo("made-up");
        assertThat(settings.text("sync.queue")).isEqualTo("seda:x?size={{sync.workers:4}}");
        assertThat(settings.origins())
                .containsEntry("toggl.api-key", "from {{...}} in config/application.properties, 20 characters");
    }

    @Test
    void aVaultThatDoesNotAnswerOrThatNobodyKnowsIsNamed() throws IOException {
        TestVault.CONTENT.remove("nothing");
        config("toggl.api-key={{test-vault:nothing}}");
        assertThat(onlyProblem()).contains("toggl.api-key holds {{test-vault:...}}, which could not be read");
        config("toggl.api-key={{no-such-vault:toggl#key}}");
        assertThat(onlyProblem()).contains("{{no-such-vault:...}}", "class path");
    }

    @Test
    void whatIsReplacedThereIsFoundWhenItIsReadAgain() throws IOException {
        config("toggl.api-key-file=key");
        secret(KEY);
        Settings settings = settings();
        Secrets secrets = Secrets.of(settings);
        StringBuilder learnt = new StringBuilder();
        secrets.followedBy(later -> learnt.append(later.redact("Another1Key")));
        secret("Another1Key");
        assertThat(settings.exact("toggl.api-key")).isEqualTo(KEY);
        assertThat(secrets.again("toggl.api-key")).contains("Another1Key");
        assertThat(secrets.redact(KEY + " Another1Key")).isEqualTo("*** ***");
        assertThat(learnt).hasToString("***");
        Files.delete(folder.resolve("key"));
        assertThat(secrets.again("toggl.api-key")).isEmpty();
    }

    @Test
    void whatTheProgramSetsItselfHasNoOtherSource() throws IOException {
        config("toggl.api-key-file=no/such/key", "loxo.api-key-command=no-such-vault");
        Settings offline = settings().with(Map.of("toggl.api-key", "made-up", "loxo.api-key", "made-up"));
        assertThat(offline.unreadable()).isEmpty();
        assertThat(offline.exact("toggl.api-key")).isEqualTo("made-up");
    }
}
