package org.togglloxo.flow.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.togglloxo.flow.DryRun;
import org.togglloxo.flow.DryRunResult;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.camel.InterceptedSend;
import org.togglloxo.flow.check.SampleCandidates;
import org.togglloxo.flow.files.FlowException;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.settings.Settings;

/** Every kind of mistake that an edit can bring: file, line and cause are named, before anybody is delivered. */
@Order(2)
class BrokenFilesTest {

    @TempDir
    Path temporary;

    /** @param marker what stands on the line to be named; empty where no line can be told */
    record Mistake(String what, String file, UnaryOperator<String> edit, String marker, String... words) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Mistake> mistakes() {
        String mapping = FilesFolder.MAPPING;
        String router = FilesFolder.ROUTER;
        return Stream.of(
                new Mistake(
                        "syntax error",
                        mapping,
                        t -> t.replace("        - choice:\n", "        - choice\n"),
                        "id: by-lane",
                        ""),
                new Mistake("tab", mapping, t -> t.replace("        - choice:", "\t- choice:"), "- choice:", ""),
                new Mistake("unknown EIP", mapping, t -> t.replace("- choice:", "- choose:"), "- choose:", "choose"),
                new Mistake(
                        "unknown option",
                        mapping,
                        t -> t.replace("routeConfigurationId:", "routeConfigId:"),
                        "routeConfigId",
                        "routeConfigId"),
                new Mistake(
                        "unknown option of a step",
                        router,
                        t -> t.replaceFirst("name: lane\n", "nam: lane\n"),
                        "nam: lane",
                        "nam"),
                new Mistake(
                        "key given twice",
                        router,
                        t -> t.replaceFirst(" +name: lane\n", "$0$0"),
                        "name: lane",
                        "name",
                        "twice"),
                new Mistake(
                        "missing bean", mapping, t -> t.replace("ref: loxo", "ref: luxo"), "id: read-mapping", "luxo"),
                new Mistake(
                        "missing method",
                        mapping,
                        t -> t.replace("method: delivery", "method: delivary"),
                        "id: read-mapping",
                        "delivary"),
                new Mistake(
                        "missing component",
                        mapping,
                        t -> t.replace("uri: direct:deliver", "uri: nothing-of-this-kind:deliver"),
                        "id: to-deliver-candidate",
                        "nothing-of-this-kind"),
                new Mistake(
                        "bad endpoint option",
                        "71-route-webhook.camel.yaml",
                        t -> t.replace("uri: seda:webhooks\n", "uri: seda:webhooks?sise=1\n"),
                        "uri: seda:webhooks",
                        "sise"),
                new Mistake(
                        "unresolved placeholder",
                        router,
                        t -> t.replace("{{sync.min-score}}", "{{sync.min-scor}}"),
                        "id: when-shortlisted",
                        "sync.min-scor"),
                new Mistake(
                        "dangling direct",
                        router,
                        t -> t.replaceFirst("uri: direct:map-candidate", "uri: direct:mapp-candidate"),
                        "id: map-shortlisted",
                        "direct:mapp-candidate"),
                new Mistake(
                        "steps within themselves",
                        router,
                        t -> t.replaceFirst("      steps:\n", "      steps: &all\n")
                                .replaceFirst("(?s)(id: otherwise-unknown\n *steps:).*", "$1 *all\n"),
                        "",
                        "an alias (*name) stands within what it names"),
                new Mistake(
                        "nested without end",
                        mapping,
                        t -> t.replaceFirst("      steps:\n", "      steps: " + "[".repeat(20_000) + "\n"),
                        "",
                        "nested too deeply"),
                new Mistake(
                        "duplicate route id",
                        mapping,
                        t -> t.replace("id: map-candidate\n", "id: route-candidate\n"),
                        "id: route-candidate",
                        "route-candidate"),
                new Mistake(
                        "duplicate step id",
                        mapping,
                        t -> t.replace("id: by-lane", "id: map-person"),
                        "",
                        "map-person"),
                new Mistake(
                        "broken jq",
                        mapping,
                        t -> t.replace(
                                "jq: '. + {create: true, tags: [\"toggl:review\"]}'",
                                "jq: '. + {create: true, tags: '"),
                        "id: map-review",
                        ""),
                new Mistake(
                        "broken jq in a condition",
                        router,
                        t -> t.replace(".hire_state == \"rejected\"", ".hire_state == "),
                        "id: when-rejected",
                        ""),
                new Mistake(
                        "broken simple",
                        mapping,
                        t -> t.replace("${variable.lane} == 'review'", "${variable.lane == 'review'"),
                        "id: when-lane-review",
                        ""),
                new Mistake(
                        "missing routeConfiguration",
                        mapping,
                        t -> t.replace("handle-candidate-errors", "handle-candidate-erors"),
                        "- route:",
                        "handle-candidate-erors"),
                new Mistake("empty file", mapping, t -> "", "", ""),
                new Mistake("only comments", mapping, t -> "# nothing\n", "", ""),
                new Mistake("half a file", mapping, t -> t.substring(0, t.length() / 2), "", ""),
                new Mistake("no YAML", mapping, t -> "not yaml at all", "", ""),
                new Mistake(
                        "bad schedule",
                        "10-schedule-sync.camel.yaml",
                        t -> t.replace("\"{{sync.schedule}}\"", "every day"),
                        "- route:",
                        "no Quartz cron expression"),
                new Mistake(
                        "value that Loxo has no parameter for",
                        mapping,
                        t -> t.replace("city: $contact.city", "town: $contact.city"),
                        "town: $contact.city",
                        "town"),
                new Mistake(
                        "jq that fails for some",
                        mapping,
                        t -> t.replace("{\"Toggl score\": .score}", "{\"Toggl score\": (.score + \"x\")}"),
                        "id: map-person",
                        ""),
                new Mistake(
                        "no outcome",
                        router,
                        t -> t.replaceAll(
                                "- to:(\n +)id: (map-\\S+)\n +uri: direct:map-candidate",
                                "- setBody:$1id: $2$1constant: x"),
                        "",
                        ""),
                new Mistake(
                        "broken event",
                        "64-record-event.camel.yaml",
                        t -> t.replace("occasion: .hire_state", "occasion: (.hire_state | tonumber)"),
                        "id: map-event",
                        "hire"),
                new Mistake(
                        "unknown exception",
                        "90-handle-errors.camel.yaml",
                        t -> t.replaceFirst("org.togglloxo.failure.Retry", "org.togglloxo.failure.Retri"),
                        "",
                        "org.togglloxo.failure.Retri"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isNamedWithFileLineAndCause(Mistake mistake) {
        FilesFolder folder = FilesFolder.in(temporary);
        folder.edit(mistake.file(), mistake.edit());
        FlowException broken = catchThrowableOfType(FlowException.class, () -> {
            try (DryRun dryRun = DryRun.of(settings(), temporary, Clock.systemUTC())) {
                dryRun.probe();
            }
        });
        assertThat(broken).as("it is found").isNotNull();
        assertThat(broken.error().file()).isEqualTo("routes/" + mistake.file());
        assertThat(broken.error().cause()).contains(mistake.words()).doesNotContain("/tmp/", "Exception");
        if (!mistake.marker().isEmpty()) {
            List<String> lines = folder.text(mistake.file()).lines().toList();
            int line = broken.error().line();
            // a step's line is that of its kind, the id comes in the next one
            assertThat(lines.subList(line - 1, Math.min(lines.size(), line + 1)))
                    .as("line %d: %s", line, broken.error().cause())
                    .anyMatch(text -> text.contains(mistake.marker()));
        }
    }

    @Test
    void theFilesAsTheyAreAreSound() {
        FilesFolder.in(temporary);
        try (DryRun dryRun = DryRun.of(settings(), temporary, Clock.systemUTC())) {
            dryRun.probe();
            assertThat(dryRun.describeRoutes()).contains("from the folder routes");
        }
    }

    @Test
    void aFileThatIsGoneIsNamedAtTheCallAndWithItsHome() {
        FilesFolder folder = FilesFolder.in(temporary);
        folder.edit("62-put-forward.camel.yaml", text -> text.replace("id: put-forward", "id: push")
                .replace("uri: direct:put-forward", "uri: direct:push"));
        assertThatThrownBy(() -> DryRun.of(settings(), temporary, Clock.systemUTC()))
                .isInstanceOf(FlowException.class)
                .hasMessageContaining("routes/50-deliver-candidate.camel.yaml, line ")
                .hasMessageContaining("direct:put-forward")
                .hasMessageContaining("routes/62-put-forward.camel.yaml");
    }

    @Test
    void aProbeIsSeenByNobodyElse() {
        FilesFolder folder = FilesFolder.in(temporary);
        folder.edit(FilesFolder.ROUTER, text -> text.replaceFirst("      steps:\n", """
                      steps:
                        - to:
                            id: tell-everybody
                            uri: http://127.0.0.1:1/alert
                """));
        try (DryRun dryRun = DryRun.of(settings(), temporary, Clock.systemUTC())) {
            dryRun.probe();
            DryRunResult tried = dryRun.attempt(
                    SampleCandidates.of(dryRun.flow().context()).get(0), JsonNodeFactory.instance.objectNode());
            assertThat(tried.wouldSend()).extracting(InterceptedSend::step).containsExactly("tell-everybody");
            assertThat(tried.error()).isNull();
        }
    }

    @Test
    void aRouteThatTheClockStartsDoesNotRunWhileItIsTried() {
        FilesFolder folder = FilesFolder.in(temporary);
        folder.write("85-tick.camel.yaml", """
                - route:
                    id: tick
                    from:
                      uri: timer:tick
                      parameters:
                        delay: -1
                        repeatCount: 1
                      steps:
                        - to:
                            uri: mock:ticked
                """);
        try (DryRun dryRun = DryRun.of(settings(), temporary, Clock.systemUTC())) {
            dryRun.probe();
            assertThat(dryRun.flow()
                            .context()
                            .getRouteController()
                            .getRouteStatus("tick")
                            .isStopped())
                    .isTrue();
        }
    }

    private FlowSettings settings() {
        return FlowSettings.offline(Settings.load(temporary, Map.of(), new Properties()));
    }
}
