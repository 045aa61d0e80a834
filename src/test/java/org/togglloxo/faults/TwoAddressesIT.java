package org.togglloxo.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.cli.Running;
import org.togglloxo.cli.RunningHere;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** One person in Loxo with two addresses, two candidates with one each, two nodes on one ledger in PostgreSQL. */
class TwoAddressesIT extends ProcessTest {

    private static final List<String> ADDRESSES = List.of("ann@example.com", "ann@work.example");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static SharedPostgres postgres;

    private final CompletableFuture<Void> bothThere = new CompletableFuture<>();

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(0);
    }

    @BeforeAll
    static void startPostgres() {
        postgres = SharedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    @BeforeEach
    void start() {
        postgres.ledgerOf(program, postgres.newDatabase());
        String opening = sandbox.toggl().addOpening("Bridge Builder");
        sandbox.loxo().addJob("Bridge Builder");
        ADDRESSES.forEach(address -> sandbox.toggl().add(candidate -> {
            candidate.put("email", address).put("job_opening_id", opening);
            candidate.put("hire_state", "possible-hire").put("score", 80);
            candidate.putObject("contact_info").put("phone", "+372 5555 0001");
        }));
    }

    /** Each sees one of the candidates. */
    private void bothAtOnce() {
        try (Running one = program.with("TOGGL_FILTER_EMAIL", ADDRESSES.get(0)).start("sync", "--once");
                RunningHere other = besideOneAtWork(ADDRESSES.get(1))) {
            one.awaitEnd().exits(0);
            other.awaitEnd().exits(0);
        }
    }

    /** Begun while the first one waits for its answer, which it gets when this one has looked for the person too. */
    private RunningHere besideOneAtWork(String address) {
        await().atMost(PATIENCE).until(() -> sandbox.loxoFaults().played() == 1);
        long asked = sandbox.loxo().countOf("GET /people");
        RunningHere second = program.with("TOGGL_FILTER_EMAIL", address).begin("sync", "--once");
        await().atMost(PATIENCE).until(() -> sandbox.loxo().countOf("GET /people") > asked);
        bothThere.complete(null);
        return second;
    }

    @Test
    void thePersonAppliesOnce() {
        PersonSeed ann = PersonSeed.named("Ann").withEmail(ADDRESSES.get(0)).withEmail(ADDRESSES.get(1));
        long id = sandbox.loxo().seed(ann);
        // both would hear that nobody is on the job
        sandbox.loxoFaults().on("GET /jobs/{job_id}/candidates").nth(1).then(Fault.holdUntil(bothThere));
        bothAtOnce();
        assertThat(sandbox.loxo().applications())
                .singleElement()
                .satisfies(application -> assertThat(application.personId()).isEqualTo(id));
        assertThat(sandbox.loxo().peopleCount()).isEqualTo(1);
        assertThat(sandbox.loxo().events()).hasSize(2);
    }
}
