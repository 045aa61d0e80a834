package org.togglloxo.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;

class AlertSettingsTest {

    private static List<Problem> problems(Map<String, String> values) {
        List<Problem> problems = new ArrayList<>();
        AlertSettings.from(
                Settings.load(Path.of(""), Map.of(), new Properties()).with(values), problems);
        return problems;
    }

    @Test
    void theDefaultsTellNobodyButTheLog() {
        assertThat(problems(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hooks.slack.com/services/T0/B0/secret",
                "ftp://h/secret",
                "https:///secret",
                "se cret",
                "http://h/secret"
            })
    void aWebhookThatIsNoUrlIsRefusedAndNotShown(String url) {
        assertThat(problems(Map.of("alerts.slack-url", url))).singleElement().satisfies(problem -> {
            assertThat(problem.setting()).isEqualTo("alerts.slack-url");
            assertThat(problem.message()).doesNotContain("secret", "se cret");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://hooks.slack.com/services/T0/B0/secret", "http://127.0.0.1:8080/x", "http://localhost"})
    void aWebhookByHttpsOrOnThisMachineIsGood(String url) {
        assertThat(problems(Map.of("alerts.slack-url", url))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mail.agency.example", "smtp://sync:secret@mail.agency.example"})
    void mailNeedsAServerAndASender(String server) {
        assertThat(problems(Map.of("alerts.mail-to", "ops@agency.example", "alerts.smtp-url", server)))
                .extracting(Problem::setting)
                .containsExactly("alerts.smtp-url", "alerts.mail-from");
        assertThat(problems(Map.of("alerts.mail-to", "ops@agency.example", "alerts.smtp-url", server)))
                .noneMatch(problem -> problem.message().contains("secret"));
    }

    @Test
    void whenAndShareAreChecked() {
        assertThat(problems(Map.of("alerts.when", "sometimes", "alerts.failed-share", "20", "alerts.zero-after", "0")))
                .extracting(Problem::setting)
                .containsExactly("alerts.when", "alerts.failed-share", "alerts.zero-after");
    }
}
