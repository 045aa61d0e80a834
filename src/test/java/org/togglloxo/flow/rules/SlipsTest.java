package org.togglloxo.flow.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.togglloxo.Documents;
import org.togglloxo.flow.DryRun;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.RoutesCheck;
import org.togglloxo.flow.check.SampleCandidates;
import org.togglloxo.flow.files.FlowException;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.settings.Settings;

/** What jq and Camel take without a word, and nobody can mean: refused with the line, the rule and the name that was meant. */
class SlipsTest {

    private static final String DETAILS = "45-add-details.camel.yaml";
    private static final String EVENT = "64-record-event.camel.yaml";
    private static final String JOB = "66-create-job.camel.yaml";
    private static final String OLD_OTHERWISE = """
                        otherwise:
                          id: otherwise-rejected
                          steps:
                            - setBody:
                                id: map-rejected-lane
                                jq: '. + {create: false, tags: ["toggl:rejected"]}'
            """;

    @TempDir
    Path temporary;

    /** @param marker stands on the line that is named */
    record Slip(String file, String before, String after, String marker, String... words) {
        /** In the first place that is no comment. */
        String in(String text) {
            int rules = text.indexOf("- route:");
            int at = text.indexOf(before, rules);
            return text.substring(0, at) + after + text.substring(at + before.length());
        }

        @Override
        public String toString() {
            return "%s: %s".formatted(file.substring(0, 2), after);
        }
    }

    static Stream<Slip> refused() {
        String router = FilesFolder.ROUTER;
        String mapping = FilesFolder.MAPPING;
        return Stream.of(
                new Slip(
                        router,
                        "constant: shortlist",
                        "constant: shrtlist",
                        "- setVariable:",
                        "'shrtlist'",
                        "rejected, review, shortlist",
                        "Did you mean shortlist?",
                        "routes/30-route-candidate.camel.yaml"),
                new Slip(router, "constant: rejected", "constant: silver", "- setVariable:", "'silver'"),
                new Slip(router, "name: lane\n", "name: lnae\n", "name: lnae", "lnae", "Did you mean lane?"),
                new Slip(
                        router,
                        ".hire_state == \"possible-hire\" and",
                        ".hire_stat == \"possible-hire\" and",
                        ".hire_stat ==",
                        "'hire_stat'",
                        "Did you mean hire_state?"),
                new Slip(
                        router,
                        "== \"possible-hire\" and",
                        "== \"possible-hrie\" and",
                        "possible-hrie",
                        "Did you mean possible-hire?"),
                new Slip(
                        router,
                        ".score >= {{sync.min-score}}",
                        ".score >= \"{{sync.min-score}}\"",
                        ".score >=",
                        ".score is a number"),
                new Slip(mapping, "== 'review'", "== 'reviw'", "", "'review'", "it knows rejected, reviw, shortlist"),
                new Slip(
                        mapping,
                        "put_forward:",
                        "put_foward:",
                        "put_foward",
                        "put_foward",
                        "Did you mean put_forward?"),
                new Slip(mapping, "fields: {", "field: {", "field: {", "sets field,", "Did you mean fields?"),
                new Slip(
                        mapping, "tags: [\"toggl:review\"]", "tag: [\"toggl:review\"]", "tag: [", "Did you mean tags?"),
                new Slip(
                        mapping,
                        "tags: [\"toggl:review\"]",
                        "tags: \"toggl:review\"",
                        "tags: \"toggl:review\"",
                        "tags as text",
                        "a list of texts"),
                new Slip(
                        mapping,
                        "create: true, tags: [\"toggl:review\"]",
                        "create: \"true\", tags: [\"toggl:review\"]",
                        "create:",
                        "create as text",
                        "true or false"),
                new Slip(
                        mapping,
                        "emails: [$contact.contact_email, .email]",
                        "emails: {a: .email}",
                        "emails:",
                        "emails as an object"),
                new Slip(mapping, "city: $contact.city", "city: 7", "city: 7", "person.city as a number"),
                new Slip(mapping, "linkedin_url:", "linkdin_url:", "linkdin_url", "Did you mean linkedin_url?"),
                new Slip(
                        mapping,
                        "put_forward: \"apply\"",
                        "put_forward: \"aply\"",
                        "aply",
                        "'aply'",
                        "Did you mean apply?"),
                new Slip(mapping, "$contact.phone", "$contact.phnoe", "phnoe", "contact_info", "Did you mean phone?"),
                new Slip(mapping, "name: delivery\n", "name: dlivery\n", "dlivery", "dlivery", "delivery"),
                new Slip(DETAILS, "tags: [", "tgas: [", "tgas: [", "Did you mean tags?"),
                new Slip(DETAILS, "tags: [", "emails: [], tags: [", "emails: []", "sets emails,"),
                new Slip(EVENT, "activity:", "activty:", "activty:", "Did you mean activity?"),
                new Slip(EVENT, "notes: ([", "note: ([", "note: ([", "Did you mean notes?"),
                new Slip(EVENT, ".opening.name then", ".opening.nmae then", ".opening.nmae", "Did you mean name?"),
                new Slip(JOB, "salary: .settings", "salery: .settings", "salery:", "Did you mean salary?"),
                new Slip(JOB, ".settings.company", ".settings.compny", ".settings.compny", "Did you mean company?"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void areRefusedWithLineRuleAndTheNameThatWasMeant(Slip slip) {
        RouteError trouble = trouble(slip.file(), slip::in);
        assertThat(trouble.cause()).contains(slip.words());
        if (!slip.marker().isEmpty()) {
            assertThat(trouble.file()).isEqualTo("routes/" + slip.file());
            assertThat(line(slip.file(), trouble.line())).contains(slip.marker());
        }
    }

    @Test
    void aLaneIsRefusedByAFolderOfAnEarlierVersionToo() {
        FilesFolder folder = FilesFolder.in(temporary);
        withOldOtherwise(folder);
        assertThat(check().troubles()).isEmpty();
        folder.edit(FilesFolder.ROUTER, text -> text.replace("constant: shortlist", "constant: shrtlist"));
        assertThat(check().troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.file()).isEqualTo("routes/" + FilesFolder.ROUTER);
            assertThat(trouble.line()).isPositive();
            assertThat(trouble.cause()).contains("'shrtlist'", "it knows rejected, review, shortlist", "Did you mean");
        });
    }

    @Test
    void aLaneThatIsWorkedOutIsRefusedByAFolderOfAnEarlierVersionToo() {
        FilesFolder folder = FilesFolder.in(temporary);
        withOldOtherwise(folder);
        folder.edit(
                FilesFolder.ROUTER,
                text -> text.replace(
                        "constant: shortlist", "jq: 'if .score > 99 then \"star\" else \"shortlist\" end'"));
        assertThat(check().troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.file()).isEqualTo("routes/" + FilesFolder.ROUTER);
            assertThat(trouble.cause()).contains("'star'");
        });
    }

    @Test
    void anAssignmentIsNoCondition() {
        FilesFolder folder = FilesFolder.in(temporary);
        folder.edit(
                FilesFolder.ROUTER, text -> text.replace(".hire_state == \"rejected\"", ".hire_state = \"rejected\""));
        assertThat(check().troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.file()).isEqualTo("routes/" + FilesFolder.ROUTER);
            assertThat(trouble.cause()).contains("Write ==");
        });
    }

    @Test
    void aLaneOfOnesOwnNeedsAWhenAndNothingElse() {
        FilesFolder folder = FilesFolder.in(temporary);
        folder.edit(FilesFolder.ROUTER, text -> text.replace("constant: review", "constant: later"));
        assertThat(check().troubles()).hasSize(1);
        folder.edit(FilesFolder.MAPPING, text -> text.replace("== 'review'", "== 'later'"));
        assertThat(check().troubles()).isEmpty();
    }

    @Test
    void aStepByLaneSeesTheCandidate() {
        FilesFolder folder = FilesFolder.in(temporary);
        folder.edit(
                FilesFolder.MAPPING,
                text -> text.replace(
                        "tags: [\"toggl:review\"]",
                        "tags: [\"toggl:stars-\\($candidate.rating)\", \"is-\\($details.rating)\"]"));
        try (DryRun rehearsal = DryRun.of(settings(), temporary, Clock.systemUTC())) {
            assertThat(rehearsal.probe()).isEmpty();
            ObjectNode candidate = SampleCandidates.whole().put("score", 1).put("rating", 2);
            assertThat(rehearsal.attempt(candidate, candidate).delivery().tags())
                    .contains("toggl:stars-2", "is-null");
        }
    }

    @Test
    void theEventSeesTheCandidateAsWell() {
        FilesFolder folder = FilesFolder.in(temporary);
        folder.edit(
                EVENT,
                text -> text.replace("\"Decision: \\(.hire_state)\"", "\"\\($candidate.email) \\($details.rating)\""));
        try (DryRun rehearsal = DryRun.of(settings(), temporary, Clock.systemUTC())) {
            assertThat(rehearsal.probe()).isEmpty();
            ObjectNode candidate = SampleCandidates.whole().put("rating", 2);
            assertThat(rehearsal
                            .attempt(candidate, candidate)
                            .event()
                            .path("notes")
                            .asText())
                    .endsWith("example@example.com 2");
        }
    }

    @Test
    void aMemberOfTheCandidateThatIsReadOffTheMappingIsWarnedOf() {
        FilesFolder folder = FilesFolder.in(temporary);
        folder.edit(
                FilesFolder.MAPPING,
                text -> text.replace(
                        "tags: [\"toggl:review\"]}",
                        "tags: [if .rating == 3 then \"best\" else \"toggl:review\" end]}"));
        assertThat(check().troubles()).isEmpty();
        assertThat(check().warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.cause()).contains("$candidate.rating");
            assertThat(line(FilesFolder.MAPPING, warning.line())).contains(".rating == 3");
        });
    }

    @Test
    void anIdThatIsComparedWithANumberIsWarnedOf() {
        FilesFolder folder = FilesFolder.in(temporary);
        folder.edit(
                FilesFolder.ROUTER,
                text -> text.replace("\"possible-hire\" and", "\"possible-hire\" and .job_opening_id == 123 and"));
        assertThat(check().troubles()).isEmpty();
        assertThat(check().warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.file()).isEqualTo("routes/" + FilesFolder.ROUTER);
            assertThat(warning.cause()).contains("ids are strings", "write \"123\"");
            assertThat(line(FilesFolder.ROUTER, warning.line())).contains(".job_opening_id == 123");
        });
        folder.edit(FilesFolder.ROUTER, text -> text.replace("== 123", "== \"123\""));
        assertThat(check().warnings()).isEmpty();
    }

    @Test
    void aMemberThatMayBeMissingIsMarkedSo() {
        FilesFolder folder = FilesFolder.in(temporary);
        folder.edit(FilesFolder.MAPPING, text -> text.replace("{\"Toggl score\": .score}", "{\"Grade\": .grade}"));
        assertThat(check().troubles()).singleElement().satisfies(trouble -> assertThat(trouble.cause())
                .contains("'grade'", ".grade?"));
        folder.edit(FilesFolder.MAPPING, text -> text.replace(".grade}", ".grade?}"));
        assertThat(check().troubles()).isEmpty();
    }

    @Test
    void thePageShowsOneAsItIsSaid() {
        FilesFolder folder = FilesFolder.in(temporary);
        folder.edit(FilesFolder.ROUTER, text -> text.replace("constant: shortlist", "constant: shrtlist"));
        assertThat(Documents.page("change-the-rules"))
                .contains("FAIL  " + check().troubles().get(0).sentence());
    }

    /** What it would bring is not there to be read while it is only tried. */
    @Test
    void whatAStepThatIsLeftOutWouldBringIsNoSlip() {
        FilesFolder folder = FilesFolder.in(temporary);
        folder.edit(FilesFolder.MAPPING, text -> text.replaceFirst("      steps:\n", """
                      steps:
                        - enrich:
                            id: ask-elsewhere
                            expression:
                              constant: http://127.0.0.1:1/grades
                """)
                .replace("{\"Toggl score\": .score}", "{\"Grade\": .grade}"));
        assertThat(check().troubles()).isEmpty();
    }

    private RouteError trouble(String file, UnaryOperator<String> edit) {
        FilesFolder folder = FilesFolder.in(temporary);
        String before = folder.text(file);
        folder.edit(file, edit);
        assertThat(folder.text(file)).isNotEqualTo(before);
        FlowException broken = catchThrowableOfType(FlowException.class, () -> {
            try (DryRun rehearsal = DryRun.of(settings(), temporary, Clock.systemUTC())) {
                rehearsal.probe();
            }
        });
        assertThat(broken).as("it is refused").isNotNull();
        return broken.trouble();
    }

    private static void withOldOtherwise(FilesFolder folder) {
        folder.edit(FilesFolder.MAPPING, text -> {
            int when = text.indexOf("              - id: when-lane-rejected");
            int after = text.indexOf("        - setVariable:\n            id: read-mapping");
            return text.substring(0, when) + OLD_OTHERWISE + text.substring(after);
        });
    }

    private String line(String file, int line) {
        return new FilesFolder(temporary).text(file).lines().toList().get(line - 1);
    }

    private RoutesCheck check() {
        return RoutesCheck.of(settings(), temporary, Clock.systemUTC());
    }

    private FlowSettings settings() {
        return FlowSettings.offline(Settings.load(temporary, Map.of(), new Properties()));
    }
}
