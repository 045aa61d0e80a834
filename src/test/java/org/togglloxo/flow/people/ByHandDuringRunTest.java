package org.togglloxo.flow.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.togglloxo.candidate.Address;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** Commands that somebody gives while a run is at work on the same candidate. */
class ByHandDuringRunTest extends FlowTest {

    /** Done once, by another program, while Loxo works on the first call of that kind. */
    private void during(String operation, Consumer<Ledger> command) {
        AtomicBoolean given = new AtomicBoolean();
        flow.sandbox()
                .loxoFaults()
                .on(request -> {
                    if (request.operation().equals(operation) && given.compareAndSet(false, true)) {
                        try (Ledger beside =
                                Ledger.openBeside(flow.flowSettings().ledger(), Clock.systemUTC())) {
                            command.accept(beside);
                        }
                    }
                    return false;
                })
                .nth(1)
                .then(Fault.status(503));
    }

    private boolean stands(String trace) throws Exception {
        flow.endProcess();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(trace)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void whoIsForgottenWhileBeingCreatedLeavesNothingAndIsCreatedOnce() throws Exception {
        flow.between(options -> options.candidates(0).indexLag(Duration.ofSeconds(2)))
                .set("loxo.index-lag", "2500");
        String ann = flow.toggl().add(someone("ann@example.com"));
        during("POST /people", ledger -> ledger.manualDecisions("tester").forget(List.of(ann)));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        assertThat(stands(Address.hash("ann@example.com"))).isFalse();
        assertThat(stands(ann)).isFalse();

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(flow.loxo().countOf("POST /people")).isEqualTo(1);
        assertThat(person("ann@example.com").tags()).contains("toggl:shortlist");
    }

    @Test
    void whoIsForgottenJustAfterTheCreateIsCreatedOnceThoughTheSearchLags() {
        flow.between(options -> options.candidates(0).indexLag(Duration.ofSeconds(2)))
                .set("loxo.index-lag", "2500");
        String ann = flow.toggl().add(someone("ann@example.com"));
        flow.run();
        flow.ledger().manualDecisions("tester").forget(List.of(ann));
        flow.run();
        assertThat(flow.loxo().countOf("POST /people")).isEqualTo(1);
    }

    @Test
    void whoIsForgottenWhileBeingUpdatedLeavesNothingAndIsReadAnew() throws Exception {
        flow.betweenEmptyServices();
        String ann = flow.toggl().add(someone("ann@example.com"));
        flow.run();
        flow.toggl().change(ann, candidate -> candidate.put("score", 20));
        during("PUT /people/{id}", ledger -> ledger.manualDecisions("tester").forget(List.of(ann)));

        assertThat(flow.run().counts()).containsEntry(org.togglloxo.candidate.Outcome.DEFERRED, 1L);
        assertThat(stands(Address.hash("ann@example.com"))).isFalse();
        assertThat(stands(ann)).isFalse();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
    }

    @Test
    void aLinkGivenDuringADeliveryIsFollowedByTheNextRun() {
        flow.betweenEmptyServices();
        String ann = flow.toggl().add(someone("ann@example.com"));
        flow.run();
        String other = Long.toString(flow.loxo().seed(PersonSeed.named("Ann herself")));
        flow.toggl().change(ann, candidate -> candidate.put("score", 20));
        during("PUT /people/{id}", ledger -> ledger.manualDecisions("tester").link(ann, other));
        flow.run();
        assertThat(flow.known(ann).loxoId()).isEqualTo(other);

        flow.run();
        assertThat(flow.loxo().people())
                .filteredOn(person -> Long.toString(person.id()).equals(other))
                .singleElement()
                .satisfies(person -> assertThat(person.tags()).contains("toggl:review"));
    }

    @Test
    void aLinkGivenDuringACreateIsFollowedByTheNextRun() {
        flow.betweenEmptyServices();
        String other = Long.toString(flow.loxo().seed(PersonSeed.named("Ann herself")));
        String ann = flow.toggl().add(someone("ann@example.com"));
        during("POST /people", ledger -> ledger.manualDecisions("tester").link(ann, other));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        CandidateRecord known = flow.known(ann);
        assertThat(known.reason()).isEqualTo("linked-meanwhile");
        assertThat(known.loxoId()).isEqualTo(other);
        flow.run();
        assertThat(flow.known(ann).loxoId()).isEqualTo(other);
        assertThat(flow.loxo().countOf("POST /people")).isEqualTo(1);
    }

    @Test
    void aRetryGivenDuringADeliveryIsDoneByTheNextRun() {
        flow.betweenEmptyServices();
        String ann = flow.toggl().add(someone("ann@example.com"));
        during("POST /people", ledger -> ledger.manualDecisions("tester").retryAll());
        flow.run();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 1L));
        assertThat(flow.known(ann).createdHere()).isTrue();
    }

    @Test
    void whoWaitsForAnAddressOfAHungWorkerIsLeftToTheNextRun() {
        flow.betweenEmptyServices()
                .set("sync.workers", "2")
                .set("ledger.lock-timeout", "200")
                .set("loxo.response-timeout", "3000")
                .set("retry.max-attempts", "1");
        flow.toggl().add(someone("ann@example.com"));
        flow.toggl().add(someone("ann@example.com").scored(20));
        flow.onceInLoxo("POST /people", Fault.hang());

        flow.run();
        assertThat(flow.toggl().candidateIds())
                .extracting(id -> flow.known(id).reason())
                .contains("claim-timeout");
        assertThat(FlowFixture.counts(flow.run())).doesNotContainKeys("deferred", "failed");
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
    }
}
