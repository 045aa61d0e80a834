package org.togglloxo.flow.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.togglloxo.flow.DryRun;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.check.SampleCandidates;

/** What looks like a mistake and may be meant, and what only looks like one. */
class SuspectsTest extends MistakesCase {

    @Test
    void aStepByLaneSeesTheCandidate() {
        FilesFolder folder = FilesFolder.in(temporary);
        folder.edit(
                FilesFolder.MAPPING,
                text -> text.replace(
                        "tags: [\"toggl:review\"]",
                        "tags: [\"toggl:stars-\\($candidate.rating)\", \"is-\\($details.rating)\"]"));
        try (DryRun dryRun = DryRun.of(settings(), temporary, Clock.systemUTC())) {
            assertThat(dryRun.probe()).isEmpty();
            ObjectNode candidate = SampleCandidates.whole().put("score", 1).put("rating", 2);
            assertThat(dryRun.attempt(candidate, candidate).delivery().tags()).contains("toggl:stars-2", "is-null");
        }
    }

    @Test
    void theEventSeesTheCandidateAsWell() {
        FilesFolder folder = FilesFolder.in(temporary);
        folder.edit(
                EVENT,
                text -> text.replace("\"Decision: \\(.hire_state)\"", "\"\\($candidate.email) \\($details.rating)\""));
        try (DryRun dryRun = DryRun.of(settings(), temporary, Clock.systemUTC())) {
            assertThat(dryRun.probe()).isEmpty();
            ObjectNode candidate = SampleCandidates.whole().put("rating", 2);
            assertThat(dryRun.attempt(candidate, candidate)
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
        assertThat(check().errors()).isEmpty();
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
        assertThat(check().errors()).isEmpty();
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
        assertThat(check().errors()).singleElement().satisfies(error -> assertThat(error.cause())
                .contains("'grade'", ".grade?"));
        folder.edit(FilesFolder.MAPPING, text -> text.replace(".grade}", ".grade?}"));
        assertThat(check().errors()).isEmpty();
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
        assertThat(check().errors()).isEmpty();
    }
}
