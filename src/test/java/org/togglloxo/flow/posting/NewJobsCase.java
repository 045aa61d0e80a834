package org.togglloxo.flow.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.togglloxo.flow.Candidates;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.ledger.run.Remark;
import org.togglloxo.ledger.run.RunRow;

/** An opening without a job, and candidates for it. */
abstract class NewJobsCase extends FlowTest {

    static final String ANN = "ann@example.com";
    static final String POST = "POST /jobs";
    static final String TITLE = "Tunnel Builder (m/f/d)";
    String opening;

    @BeforeEach
    void anOpeningWithoutAJob() {
        flow.betweenEmptyServices();
        flow.set("jobs.create", "true")
                .set("jobs.company", "sandbox client")
                .set("jobs.job-type", "Full Time")
                .set("jobs.salary", "70,000");
        opening = flow.toggl().addOpening(TITLE);
    }

    Candidates.Edit hopeful(String email) {
        return hopeful(email, opening);
    }

    static Candidates.Edit hopeful(String email, String opening) {
        return someone(email)
                .contact("phone", "+372 5555 0001")
                .and(candidate -> candidate.put("job_opening_id", opening).putNull("category_id"));
    }

    List<ObjectNode> made() {
        return flow.loxo().jobs().stream()
                .filter(job -> job.path("title").asText().equals(TITLE))
                .toList();
    }

    JsonNode onlyJob() {
        assertThat(made()).hasSize(1);
        return made().get(0);
    }

    /** In the place of all that stood in the file. */
    void line(String ofOpening, long job) throws IOException {
        Path file = folder.resolve("jobs.csv");
        Files.writeString(file, "opening,job\n\"%s\",%d\n".formatted(ofOpening, job));
        flow.set("jobs.file", file.toString());
    }

    static List<String> codes(RunRow run) {
        return run.remarks().stream().map(Remark::code).toList();
    }

    static String remark(RunRow run, String code) {
        return run.remarks().stream()
                .filter(remark -> remark.code().equals(code))
                .map(Remark::message)
                .reduce((one, other) -> {
                    throw new AssertionError(code + " is said twice: " + one + "; " + other);
                })
                .orElseThrow(() -> new AssertionError("no " + code + " in " + run.remarks()));
    }

    /** The person is delivered all the same, and waits for a job. */
    void onlyThePersonIsDelivered(String candidate, RunRow run) {
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 1L));
        assertThat(run.exitCode()).isZero();
        assertThat(made()).isEmpty();
        assertThat(flow.known(candidate).waits()).isEqualTo("no-job");
        assertThat(flow.loxo().applications()).isEmpty();
    }

    void everythingIsNamed() {
        flow.set("jobs.compensation-type", "salary")
                .set("jobs.country", "united states")
                .set("jobs.state", "Oregon")
                .set("jobs.city", "portland");
    }
}
