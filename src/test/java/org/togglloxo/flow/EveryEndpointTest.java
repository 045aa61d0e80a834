package org.togglloxo.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.togglloxo.Documents;
import org.togglloxo.failure.Finding;
import org.togglloxo.loxo.webhook.Webhook;
import org.togglloxo.loxo.webhook.Webhooks;

/** Each endpoint that the page lists is seen at work. */
class EveryEndpointTest extends FlowTest {

    private static final Pattern LISTED =
            Pattern.compile("^\\| (Toggl Hire|Loxo) `([A-Z]+ /\\S+)` \\|", Pattern.MULTILINE);

    @Test
    void everyEndpointOnThePageIsCalled() throws IOException {
        flow.betweenEmptyServices();
        jobsWithAPlace();
        String category = flow.toggl().addCategory("Engineering", "100");
        String hidden = flow.toggl().addOpening("Tunnel Builder");
        flow.toggl().hideOpening(hidden);
        flow.toggl()
                .add(someone("ann@example.com")
                        .contact("phone", "+372 5555 0001")
                        .and(candidate ->
                                candidate.put("job_opening_id", hidden).put("category_id", category))
                        .and(candidate -> candidate.putArray("tag_ids").add("300")));
        flow.run();

        flow.loxo()
                .seed(org.togglloxo.sandbox.loxo.agency.PersonSeed.named("Known")
                        .withEmail("known@example.com"));
        flow.set("jobs.company", Long.toString(flow.loxo().addCompany("Second Client")))
                .set("jobs.company-url", "https://client.example");
        String another = flow.toggl().addOpening("Road Builder");
        flow.toggl()
                .add(someone("known@example.com")
                        .contact("phone", "+372 5555 0002")
                        .and(candidate -> candidate.put("job_opening_id", another)));
        flow.run();
        assertThat(flow.loxo().applications()).hasSize(2);
        flow.examineServices();
        webhooks(flow.webhooks());

        Set<String> called = new TreeSet<>();
        flow.toggl().counts().keySet().forEach(operation -> called.add("Toggl Hire " + operation));
        flow.loxo().counts().keySet().forEach(operation -> called.add("Loxo " + operation));
        Set<String> listed = new TreeSet<>();
        LISTED.matcher(Documents.page("endpoints"))
                .results()
                .forEach(row -> listed.add(row.group(1) + " " + row.group(2)));
        assertThat(listed).hasSize(30);
        assertThat(called).containsAll(listed);
    }

    @Test
    void doctorNamesTheWritesThatAreSwitchedOnAlone() {
        flow.between(options -> options.candidates(1));
        assertThat(writes(flow.examineServices()))
                .endsWith("POST /jobs/{id}/apply")
                .doesNotContain("POST /jobs,", "POST /companies", "/companies/{id}", "/source_types");
        flow.set("jobs.create", "true").set("jobs.create-company", "true").set("loxo.create-source-type", "true");
        assertThat(writes(flow.examineServices())).endsWith("POST /source_types, POST /jobs, POST /companies");
    }

    private static String writes(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.message().contains("since they write"))
                .map(Finding::what)
                .findFirst()
                .orElseThrow();
    }

    private void jobsWithAPlace() throws IOException {
        Path file = Files.writeString(
                folder.resolve("jobs.csv"), "opening,job\n100," + flow.loxo().addJob("By file"));
        flow.set("jobs.file", file.toString())
                .set("jobs.create", "true")
                .set("jobs.create-company", "true")
                .set("jobs.company", "First Client")
                .set("jobs.job-type", "Full Time")
                .set("jobs.salary", "70,000")
                .set("jobs.compensation-type", "Salary")
                .set("jobs.country", "United States")
                .set("jobs.state", "Maine")
                .set("jobs.city", "Portland");
    }

    private static void webhooks(Webhooks webhooks) {
        Webhook wanted = new Webhook("", "person", "destroy", "http://127.0.0.1:9/webhooks/x");
        String id = webhooks.register(wanted).webhook().id();
        webhooks.change(id, "job", "update", null);
        webhooks.remove(id);
    }
}
