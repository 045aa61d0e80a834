package org.togglloxo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.flow.files.FlowSettings;

class SpacesTest {

    private static final Scope ACME = new Scope("acme", "staffing");
    private static final Scope BETA = new Scope("beta", "leadership");

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private String text = """
            toggl.workspaces=acme, beta
            toggl.api-key=key-of-all
            toggl.page-size=50
            toggl.acme.api-key=key-of-acme
            toggl.acme.agency=staffing
            toggl.acme.filter.min_score=70
            toggl.beta.agency=leadership
            loxo.agencies=staffing,leadership
            loxo.agency-slug=slug-of-all
            loxo.api-key=loxo-key-of-all
            loxo.staffing.agency-slug=slug-of-staffing
            """;

    private Settings settings() {
        return Settings.of(folder, text.getBytes(StandardCharsets.UTF_8), environment, new Properties());
    }

    private List<String> problems() {
        return FlowSettings.from(settings()).problems().stream()
                .map(Problem::message)
                .toList();
    }

    @Test
    void whatIsNotSaidOfOneIsTakenFromWhatHoldsForAll() {
        Settings settings = settings();
        assertThat(new SpaceSettings(settings).scopes()).containsExactly(ACME, BETA);
        Settings acme = settings.of(ACME);
        assertThat(acme.text("toggl.api-key")).isEqualTo("key-of-acme");
        assertThat(acme.text("toggl.page-size")).isEqualTo("50");
        assertThat(acme.below("toggl.filter.")).isEqualTo(Map.of("min_score", "70"));
        assertThat(acme.text("loxo.agency-slug")).isEqualTo("slug-of-staffing");
        Settings beta = settings.of(BETA);
        assertThat(beta.text("toggl.api-key")).isEqualTo("key-of-all");
        assertThat(beta.below("toggl.filter.")).isEmpty();
        assertThat(beta.text("loxo.agency-slug")).isEqualTo("slug-of-all");
        assertThat(problems()).isEmpty();
        assertThat(settings.warnings()).isEmpty();
        assertThat(FlowSettings.from(acme).toggl().filters()).containsEntry("min_score", "70");
    }

    @Test
    void theEnvironmentBeatsTheFileHereToo() {
        environment.put("TOGGL_ACME_API_KEY", "key-in-the-environment");
        environment.put("TOGGL_BETA_PAGE_SIZE", "7");
        environment.put("LOXO_LEADERSHIP_API_KEY", "loxo-key-of-leadership");
        assertThat(settings().of(ACME).text("toggl.api-key")).isEqualTo("key-in-the-environment");
        assertThat(settings().of(BETA).text("toggl.page-size")).isEqualTo("7");
        assertThat(settings().of(BETA).text("loxo.api-key")).isEqualTo("loxo-key-of-leadership");
        assertThat(settings().of(ACME).text("loxo.api-key")).isEqualTo("loxo-key-of-all");
    }

    @Test
    void aSecretOfOneComesFromAFileOrACommandAsWell() throws IOException {
        Path file = Files.writeString(folder.resolve("beta.key"), "key-in-a-file\n");
        text += "toggl.beta.api-key-file=%s\nloxo.leadership.api-key-command=printf said-by-a-command\n"
                .formatted(file);
        Settings beta = settings().of(BETA);
        assertThat(beta.text("toggl.api-key")).isEqualTo("key-in-a-file");
        assertThat(beta.text("loxo.api-key")).isEqualTo("said-by-a-command");
        assertThat(beta.again("toggl.api-key")).contains("key-in-a-file");
        assertThat(beta.origins()).extractingByKey("toggl.api-key").asString().contains("beta.key");
    }

    @Test
    void everySecretOfEveryoneIsHidden() throws IOException {
        Path file = Files.writeString(folder.resolve("beta.key"), "key-in-a-file\n");
        text += "toggl.beta.api-key-file=%s\ntoggl.ghost.api-key=key-of-a-ghost\n".formatted(file);
        FlowSettings settings = FlowSettings.from(settings());
        assertThat(settings.secrets().redact("key-of-acme key-in-a-file key-of-a-ghost loxo-key-of-all key-of-all"))
                .isEqualTo("*** *** *** *** ***");
        assertThat(settings.all().placeholders()).doesNotContainKeys("toggl.acme.api-key", "toggl.ghost.api-key");
        assertThat(settings.all().of(ACME).placeholders()).doesNotContainKey("toggl.api-key");
        assertThat(settings.all().unknown()).extracting(Problem::setting).containsExactly("toggl.ghost.api-key");
    }

    @Test
    void aProblemOfOneNamesItsSetting() {
        text += "toggl.acme.page-size=many\nloxo.leadership.api-key=\ntoggl.min=1\n";
        assertThat(problems())
                .anyMatch(message -> message.startsWith("workspace acme: toggl.acme.page-size is 'many'"))
                .anyMatch(message -> message.startsWith("agency leadership: loxo.leadership.api-key is empty")
                        && message.contains("LOXO_LEADERSHIP_API_KEY"))
                .hasSize(2);
    }

    @Test
    void twoNamesForOneAreRefused() {
        text += "toggl.beta.api-key=key-of-acme\nloxo.leadership.agency-slug=slug-of-staffing\n";
        assertThat(problems())
                .containsExactly(
                        "workspace beta: toggl.beta.api-key is that of the workspace acme, so they are one. Set another key, or take one out of toggl.workspaces",
                        "agency leadership: loxo.leadership.agency-slug is that of the agency staffing, so they are one. Set another slug, or take one out of loxo.agencies");
    }

    @Test
    void anAgencyHasToBeInTheList() {
        text += "toggl.beta.agency=leaders\n";
        assertThat(problems())
                .singleElement()
                .asString()
                .contains("workspace beta: toggl.beta.agency is 'leaders'", "staffing, leadership");
        text = text.replace("toggl.acme.agency=staffing", "");
        assertThat(problems()).anyMatch(message -> message.contains("is empty, and there are several agencies"));
    }

    @Test
    void thereAreConnectionsForAllWhoDeliverAtOnce() {
        text += "sync.workers=3\n";
        // each holds two at most, in the agency of the workspace or in the other one
        assertThat(FlowSettings.from(settings()).ledger().connections()).isEqualTo(2 * (2 * 2 * 3) + 4);
        assertThat(FlowSettings.from(settings().of(ACME)).ledger().connections())
                .isEqualTo(2 * (2 * 3) + 4);
    }

    @Test
    void aTopicIsForAllWorkspacesWhereTheLedgerIs() {
        text += "sync.queue=kafka:candidates?brokers=one:9092\nledger.url=jdbc:postgresql://one/ledger\n";
        assertThat(problems()).isEmpty();
        text += "ledger.url=jdbc:sqlite:data/ledger.db\n";
        assertThat(problems()).singleElement().asString().contains("SQLite");
    }

    @Test
    void whatThereIsOnceForAllIsRefusedWithSeveral() {
        text += "webhooks.token=0123456789abcdef0123456789abcdef\n";
        assertThat(problems())
                .anyMatch(message -> message.startsWith("webhooks.token is set, and loxo.agencies names several"));
    }

    @Test
    void aTokenThatCanBeGuessedIsToBeEmptyWithSeveralAgenciesAndNotReplaced() {
        text += "webhooks.token=abcdefghijklmnopqrst\n";
        assertThat(problems())
                .filteredOn(message -> message.contains("webhooks.token"))
                .singleElement()
                .asString()
                .contains("Leave webhooks.token empty");
    }

    @Test
    void aSentenceThatSaysWhoseItIsNamesTheSettingsOfThese() {
        String advice = "set loxo.api-key and toggl.api-key anew";
        assertThat(Scope.saidIn("agency acme: Loxo answered 403").named(advice))
                .isEqualTo("set loxo.acme.api-key and toggl.api-key anew");
        assertThat(Scope.saidIn("workspace beta: agency acme: refused").named(advice))
                .isEqualTo("set loxo.api-key and toggl.beta.api-key anew");
        assertThat(Scope.saidIn("Loxo answered 403: agency acme: ").named(advice))
                .isEqualTo(advice);
    }
}
