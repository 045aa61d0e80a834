package org.togglloxo.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.settings.Secrets;
import org.togglloxo.settings.Settings;

/** A setting with a value that it cannot have is blamed on itself, with the value, the rule and the fix. */
class EverySettingTest {

    private static final List<String> NO_WHOLE =
            List.of("", "many", "60d", "5.0", "+5", "-1", "0x10", "٦٠", "1e3", "9999999999");
    private static final List<String> NO_NUMBER = List.of(
            "", "high", "60d", "60f", "60 %", "6,5", "+5", "-1", "0x1p3", "1e3", "٦٠", "NaN", "Infinity", "99999");
    private static final List<String> NO_FLAG = List.of("", "yes", "TRUE", "1");
    private static final List<String> NO_URL =
            List.of("", "app.example.com", "ftp://app.example.com", "https://", "a b");
    private static final List<String> NO_KEY = List.of("", "Bearer abcdef", "two words", "\"quoted\"");

    /** Any text may be sound: what is wrong with it, only a service can tell. */
    private static final Set<String> FREE = Set.of(
            "toggl.filter.job_opening_id",
            "toggl.filter.category_id",
            "toggl.filter.tag_ids",
            "toggl.filter.email",
            "loxo.source-type",
            "jobs.company",
            "jobs.job-type",
            "jobs.salary",
            "jobs.compensation-type",
            "jobs.country",
            "jobs.state",
            "jobs.city",
            "jobs.company-url",
            "applications.placeholder-phone",
            "ledger.user",
            "ledger.password",
            "ledger.data-source",
            "alerts.smtp-user",
            "alerts.webhook-secret",
            "alerts.smtp-password");

    private static final Map<String, String> SOUND = Map.of(
            "toggl.api-key", "made-up-key",
            "loxo.api-key", "made-up-key",
            "loxo.agency-slug", "made-up",
            "alerts.mail-to", "ops@agency.example",
            "alerts.mail-from", "sync@agency.example",
            "alerts.smtp-url", "smtp://mail.example:587");

    @TempDir
    Path folder;

    private static Map<String, List<String>> broken() {
        Map<String, List<String>> broken = new HashMap<>();
        Set.of("toggl.base-url", "loxo.base-url").forEach(name -> broken.put(name, NO_URL));
        Set.of("toggl.api-key", "loxo.api-key").forEach(name -> broken.put(name, NO_KEY));
        Set.of(
                        "toggl.page-size",
                        "toggl.connect-timeout",
                        "toggl.response-timeout",
                        "toggl.call-timeout",
                        "toggl.max-answer-bytes",
                        "toggl.max-concurrent-requests",
                        "loxo.connect-timeout",
                        "loxo.response-timeout",
                        "loxo.call-timeout",
                        "loxo.max-answer-bytes",
                        "loxo.max-concurrent-requests",
                        "loxo.index-lag",
                        "loxo.lookup-age",
                        "loxo.max-refusals",
                        "jobs.look-again-minutes",
                        "sync.look-again-days",
                        "sync.workers",
                        "sync.max-attempts",
                        "sync.max-deferred-in-a-row",
                        "sync.deferred-interval",
                        "toggl.max-retry-after",
                        "loxo.max-retry-after",
                        "sync.stalled-after",
                        "sync.queue-keep",
                        "sync.node-timeout",
                        "ledger.lock-timeout",
                        "ledger.keep-days",
                        "ledger.forget-gone-days",
                        "retry.max-attempts",
                        "retry.max-throttled",
                        "retry.delay",
                        "retry.max-delay",
                        "webhooks.port",
                        "webhooks.queue-size",
                        "alerts.failed-least",
                        "alerts.zero-after",
                        "alerts.remind-after",
                        "alerts.stale-after")
                .forEach(name -> broken.put(name, NO_WHOLE));
        Set.of(
                        "toggl.max-requests-per-second",
                        "loxo.max-requests-per-second",
                        "sync.min-score",
                        "sync.brake-share",
                        "alerts.failed-share")
                .forEach(name -> broken.put(name, NO_NUMBER));
        Set.of("min_score", "max_score", "min_rating", "max_rating")
                .forEach(name -> broken.put(
                        "toggl.filter." + name,
                        NO_NUMBER.stream().filter(value -> !value.isEmpty()).toList()));
        Set.of(
                        "loxo.create-source-type",
                        "jobs.create",
                        "jobs.create-company",
                        "sync.scheduled",
                        "sync.watch",
                        "observe.jmx")
                .forEach(name -> broken.put(name, NO_FLAG));
        broken.put("toggl.filter.hire_state", List.of("hired", "Rejected"));
        broken.put("toggl.details", List.of("", "sometimes"));
        broken.put("toggl.workspaces", List.of("Acme", "a b", "1st", "filter", "api-key", "acme,acme", ",acme"));
        broken.put("toggl.agency", List.of("staffing"));
        broken.put("loxo.agencies", List.of("Staffing", "a.b", "lookup", "staffing,staffing", "staffing,"));
        broken.put("loxo.agency-slug", List.of("", "Made-Up", "made up", "/made-up"));
        broken.put("loxo.lookup", List.of("", "all"));
        broken.put("jobs.file", List.of("."));
        broken.put("sync.schedule", List.of("", "hourly", "0/15 * * * *", "0 0/15 * * * ? ? ?"));
        broken.put("sync.mode", List.of("", "both"));
        broken.put("sync.fill", List.of("", "all"));
        broken.put(
                "sync.queue",
                List.of(
                        "",
                        "candidates",
                        ":candidates",
                        "seda",
                        "log:candidates",
                        "activemq:candidates",
                        "kafka:shared-beside-a-file"));
        broken.put("ledger.url", List.of("", "data/ledger.db", "jdbc:mysql://db/ledger"));
        broken.put(
                "observe.otlp-headers", List.of("key", "=key", "a b=key", "key=", "key=%zz", "key=\u00fc", "a=b,key"));
        broken.put("webhooks.token", List.of("short", "with a space in it, and yet long enough"));
        broken.put("webhooks.host", List.of(""));
        broken.put("observe.host", List.of(""));
        broken.put(
                "observe.port",
                NO_WHOLE.stream().filter(value -> !value.isEmpty()).toList());
        broken.put("observe.otlp-endpoint", List.of("collector:4318", "ftp://collector", "http://ann:pw@collector"));
        broken.put("page.host", List.of(""));
        broken.put(
                "page.port", NO_WHOLE.stream().filter(value -> !value.isEmpty()).toList());
        broken.put("page.url", List.of("sync.agency.example", "https://sync.agency.example/page", "ftp://x"));
        Set.of("page.reader-token", "page.admin-token")
                .forEach(name -> broken.put(name, List.of("seven77", "with a space in it, and yet long")));
        Set.of("page.candidate-link", "page.person-link")
                .forEach(name -> broken.put(name, List.of("javascript:alert(1)", "app.loxo.co", "https://")));
        broken.put("alerts.when", List.of("", "never"));
        broken.put("alerts.slack-url", List.of("hooks.slack.example/x", "ftp://hooks.slack.example/x"));
        broken.put("alerts.webhook-url", List.of("alerts.example/x", "http://alerts.example/x"));
        broken.put("alerts.messages", List.of("."));
        broken.put(
                "alerts.mail-to", List.of("ops", "ops@agency.example;desk@agency.example", "ops@agency.example,desk"));
        broken.put("alerts.mail-from", List.of("", "ops"));
        broken.put("alerts.smtp-url", List.of("", "mail.example:587", "smtp://user:secret@mail.example"));
        return broken;
    }

    static Stream<Arguments> brokenValues() {
        return broken().entrySet().stream()
                .flatMap(setting -> setting.getValue().stream().map(value -> Arguments.of(setting.getKey(), value)));
    }

    @ParameterizedTest
    @MethodSource("brokenValues")
    void isBlamedOnItself(String name, String value) {
        assertThat(FlowSettings.from(settings().with(Map.of(name, value))).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.setting()).isEqualTo(name);
                    assertThat(problem.message()).contains(name);
                    if (Secrets.SETTINGS.contains(name)) {
                        assertThat(value.isEmpty() || !problem.message().contains(value))
                                .isTrue();
                    }
                });
    }

    @Test
    void noneIsLeftOut() {
        Set<String> known = new TreeSet<>(FREE);
        known.addAll(broken().keySet());
        assertThat(known).isEqualTo(new TreeSet<>(Settings.defaults().stringPropertyNames()));
    }

    @Test
    void theDefaultsAreSound() {
        assertThat(FlowSettings.from(settings()).problems()).isEmpty();
    }

    private Settings settings() {
        return Settings.load(folder, Map.of(), new Properties()).with(SOUND);
    }
}
