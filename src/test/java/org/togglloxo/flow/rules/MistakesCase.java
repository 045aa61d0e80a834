package org.togglloxo.flow.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.flow.DryRun;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.RoutesCheck;
import org.togglloxo.flow.files.FlowException;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.settings.Settings;

/** Copies of the routes with a mistake in them. */
abstract class MistakesCase {

    static final String DETAILS = "45-add-details.camel.yaml";
    static final String EVENT = "64-record-event.camel.yaml";
    static final String JOB = "66-create-job.camel.yaml";

    @TempDir
    Path temporary;

    /** @param marker stands on the line that is named */
    record Mistake(String file, String before, String after, String marker, String... words) {
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

    static Stream<Mistake> refused() {
        String router = FilesFolder.ROUTER;
        String mapping = FilesFolder.MAPPING;
        return Stream.of(
                new Mistake(
                        router,
                        "constant: shortlist",
                        "constant: shrtlist",
                        "- setVariable:",
                        "'shrtlist'",
                        "rejected, review, shortlist",
                        "Did you mean shortlist?",
                        "routes/30-route-candidate.camel.yaml"),
                new Mistake(router, "constant: rejected", "constant: silver", "- setVariable:", "'silver'"),
                new Mistake(router, "name: lane\n", "name: lnae\n", "name: lnae", "lnae", "Did you mean lane?"),
                new Mistake(
                        router,
                        ".hire_state == \"possible-hire\" and",
                        ".hire_stat == \"possible-hire\" and",
                        ".hire_stat ==",
                        "'hire_stat'",
                        "Did you mean hire_state?"),
                new Mistake(
                        router,
                        "== \"possible-hire\" and",
                        "== \"possible-hrie\" and",
                        "possible-hrie",
                        "Did you mean possible-hire?"),
                new Mistake(
                        router,
                        ".score >= {{sync.min-score}}",
                        ".score >= \"{{sync.min-score}}\"",
                        ".score >=",
                        ".score is a number"),
                new Mistake(
                        mapping, "== 'review'", "== 'reviw'", "", "'review'", "it knows rejected, reviw, shortlist"),
                new Mistake(
                        mapping,
                        "put_forward:",
                        "put_foward:",
                        "put_foward",
                        "put_foward",
                        "Did you mean put_forward?"),
                new Mistake(mapping, "fields: {", "field: {", "field: {", "sets field,", "Did you mean fields?"),
                new Mistake(
                        mapping, "tags: [\"toggl:review\"]", "tag: [\"toggl:review\"]", "tag: [", "Did you mean tags?"),
                new Mistake(
                        mapping,
                        "tags: [\"toggl:review\"]",
                        "tags: \"toggl:review\"",
                        "tags: \"toggl:review\"",
                        "tags as text",
                        "a list of texts"),
                new Mistake(
                        mapping,
                        "create: true, tags: [\"toggl:review\"]",
                        "create: \"true\", tags: [\"toggl:review\"]",
                        "create:",
                        "create as text",
                        "true or false"),
                new Mistake(
                        mapping,
                        "emails: [$contact.contact_email, .email]",
                        "emails: {a: .email}",
                        "emails:",
                        "emails as an object"),
                new Mistake(mapping, "city: $contact.city", "city: 7", "city: 7", "person.city as a number"),
                new Mistake(mapping, "linkedin_url:", "linkdin_url:", "linkdin_url", "Did you mean linkedin_url?"),
                new Mistake(
                        mapping,
                        "put_forward: \"apply\"",
                        "put_forward: \"aply\"",
                        "aply",
                        "'aply'",
                        "Did you mean apply?"),
                new Mistake(
                        mapping, "$contact.phone", "$contact.phnoe", "phnoe", "contact_info", "Did you mean phone?"),
                new Mistake(mapping, "name: delivery\n", "name: dlivery\n", "dlivery", "dlivery", "delivery"),
                new Mistake(DETAILS, "tags: [", "tgas: [", "tgas: [", "Did you mean tags?"),
                new Mistake(DETAILS, "tags: [", "emails: [], tags: [", "emails: []", "sets emails,"),
                new Mistake(EVENT, "activity:", "activty:", "activty:", "Did you mean activity?"),
                new Mistake(EVENT, "notes: ([", "note: ([", "note: ([", "Did you mean notes?"),
                new Mistake(EVENT, ".opening.name then", ".opening.nmae then", ".opening.nmae", "Did you mean name?"),
                new Mistake(JOB, "salary: .settings", "salery: .settings", "salery:", "Did you mean salary?"),
                new Mistake(JOB, ".settings.company", ".settings.compny", ".settings.compny", "Did you mean company?"));
    }

    RouteError error(String file, UnaryOperator<String> edit) {
        FilesFolder folder = FilesFolder.in(temporary);
        String before = folder.text(file);
        folder.edit(file, edit);
        assertThat(folder.text(file)).isNotEqualTo(before);
        FlowException broken = catchThrowableOfType(FlowException.class, () -> {
            try (DryRun dryRun = DryRun.of(settings(), temporary, Clock.systemUTC())) {
                dryRun.probe();
            }
        });
        assertThat(broken).as("it is refused").isNotNull();
        return broken.error();
    }

    String line(String file, int line) {
        return new FilesFolder(temporary).text(file).lines().toList().get(line - 1);
    }

    RoutesCheck check() {
        return RoutesCheck.of(settings(), temporary, Clock.systemUTC());
    }

    FlowSettings settings() {
        return FlowSettings.offline(Settings.load(temporary, Map.of(), new Properties()));
    }
}
