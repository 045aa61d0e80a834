package org.togglloxo.flow.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import org.junit.jupiter.api.BeforeEach;
import org.togglloxo.flow.Candidates;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.sandbox.loxo.agency.LoxoApplication;

/** An opening with a job, and candidates for it. */
abstract class ApplicationsCase extends FlowTest {

    static final String ANN = "ann@example.com";
    static final String APPLY = "POST /jobs/{job_id}/apply";
    String opening;
    long job;

    @BeforeEach
    void anOpeningWithAJob() {
        flow.betweenEmptyServices();
        opening = flow.toggl().addOpening("Bridge Builder");
        job = flow.loxo().addJob("bridge builder ");
    }

    Candidates.Edit hopeful(String email) {
        return someone(email)
                .contact("phone", "+372 5555 0001")
                .and(candidate -> candidate.put("job_opening_id", opening));
    }

    LoxoApplication onlyApplication() {
        assertThat(flow.loxo().applications()).hasSize(1);
        return flow.loxo().applications().get(0);
    }
}
