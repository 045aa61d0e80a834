package org.togglloxo.flow.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.togglloxo.flow.ExpectedPerson;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** Several candidates with one address are one person, though Loxo's search does not know what was just written. */
class SharedAddressesTest extends FlowTest {

    @Test
    void candidatesWithOneAddressBecomeOnePerson() {
        flow.between(options -> options.candidates(60)
                        .sharedAddresses(30)
                        .indexLag(Duration.ofSeconds(30))
                        .latency(Duration.ofMillis(5)))
                .set("sync.workers", "8")
                .set("loxo.max-concurrent-requests", "8");
        Set<String> delivered = new TreeSet<>();
        for (String id : flow.toggl().candidateIds()) {
            ExpectedPerson someone =
                    ExpectedPerson.of(flow.toggl().candidate(id).orElseThrow());
            if (someone.createsPerson()) {
                delivered.add(
                        flow.toggl().candidate(id).orElseThrow().get("email").textValue());
            }
        }

        flow.run();
        assertThat(flow.loxo().duplicates()).isEmpty();
        assertThat(delivered).allSatisfy(address -> assertThat(person(address)).isNotNull());
        assertThat(FlowFixture.counts(flow.run())).doesNotContainKeys("created", "updated", "failed", "deferred");
        assertThat(flow.loxo().duplicates()).isEmpty();
    }

    @Test
    void eightCandidatesAtOnceWithOneAddressBecomeOnePerson() {
        flow.between(options ->
                        options.candidates(0).indexLag(Duration.ofSeconds(30)).latency(Duration.ofMillis(20)))
                .set("sync.workers", "8")
                .set("loxo.max-concurrent-requests", "8");
        String first = flow.toggl().add(someone("ann@example.com"));
        for (int i = 0; i < 7; i++) {
            flow.toggl().addSharing(first);
        }
        flow.toggl().candidateIds().stream().skip(1).forEach(id -> flow.toggl()
                .change(id, someone("ANN@example.com").scored(20)));

        assertThat(FlowFixture.counts(flow.run())).containsEntry("created", 1L).containsEntry("updated", 7L);
        assertThat(person("ann@example.com").tags()).containsExactlyInAnyOrder("toggl:shortlist", "toggl:review");
    }

    @Test
    void aPersonWhoseSecondAddressIsStillToBeWrittenIsFoundByItAlready() {
        flow.between(options -> options.candidates(0))
                .set("retry.max-attempts", "0")
                .set("sync.workers", "1");
        flow.toggl().add(someone("two@example.com").contact("contact_email", "one@example.com"));
        flow.toggl().add(someone("two@example.com"));
        flow.onceInLoxo("PUT /people/{id}", Fault.status(503));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L, "updated", 1L));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L, "unchanged", 1L));
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
        assertThat(person("two@example.com").emails()).containsExactly("one@example.com", "two@example.com");
    }

    @Test
    void nobodyIsCreatedWhereTheAddressesCameToBelongToSeveralPeopleMeanwhile() {
        flow.betweenEmptyServices();
        String ann = flow.toggl().add(someone("ann@example.com").contact("contact_email", "ann@work.example"));
        AtomicBoolean recruited = new AtomicBoolean();
        flow.sandbox()
                .loxoFaults()
                .on(request -> {
                    boolean creates = request.operation().equals("POST /people");
                    if (creates && recruited.compareAndSet(false, true)) {
                        flow.loxo().seed(PersonSeed.named("Ann at work").withEmail("ann@work.example"));
                    }
                    return creates;
                })
                .nth(1)
                .then(Fault.dropAfter());

        RunRow run = flow.run();
        assertThat(flow.loxo().peopleCount()).isEqualTo(2);
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("failed", 1L));
        assertThat(flow.known(ann).reason()).isEqualTo("ambiguous");
    }

    @Test
    void overlappingPairsOfAddressesDoNotBlockEachOther() {
        flow.between(options -> options.candidates(0).latency(Duration.ofMillis(5)))
                .set("sync.workers", "8")
                .set("loxo.max-concurrent-requests", "8");
        for (int i = 0; i < 20; i++) {
            String one = "a" + i % 2 + "@example.com";
            String other = "a" + (i + 1) % 2 + "@example.com";
            flow.toggl().add(someone(one).contact("contact_email", other));
        }
        flow.run();
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
    }

    @Test
    void onePersonAppliesOnceThoughTwoCandidatesComeByAnAddressEach() {
        flow.betweenEmptyServices().set("sync.workers", "2");
        String opening = flow.toggl().addOpening("Bridge Builder");
        flow.loxo().addJob("Bridge Builder");
        long ann = flow.loxo()
                .seed(PersonSeed.named("Ann").withEmail("ann@example.com").withEmail("ann@work.example"));
        for (String address : List.of("ann@example.com", "ann@work.example")) {
            flow.toggl()
                    .add(someone(address)
                            .contact("phone", "+372 5555 0001")
                            .and(candidate -> candidate.put("job_opening_id", opening)));
        }
        // both at once would hear that nobody is on the job
        flow.sandbox().loxoFaults().on("GET /jobs/{job_id}/candidates").then(Fault.delay(Duration.ofMillis(800)));

        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("updated", 2L));
        assertThat(run.applications()).isEqualTo(1);
        assertThat(flow.loxo().applications())
                .singleElement()
                .satisfies(application -> assertThat(application.personId()).isEqualTo(ann));
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
        assertThat(flow.loxo().events()).hasSize(2);
    }

    @Test
    void anApplicationOfAnotherCandidateWhoseAnswerWasLostIsWaitedFor() {
        flow.betweenEmptyServices().set("sync.workers", "1").set("retry.max-attempts", "0");
        String opening = flow.toggl().addOpening("Bridge Builder");
        flow.loxo().addJob("Bridge Builder");
        flow.loxo().seed(PersonSeed.named("Ann").withEmail("ann@example.com").withEmail("ann@work.example"));
        for (String address : List.of("ann@example.com", "ann@work.example")) {
            flow.toggl()
                    .add(someone(address)
                            .contact("phone", "+372 5555 0001")
                            .and(candidate -> candidate.put("job_opening_id", opening)));
        }
        flow.set("loxo.index-lag", "60000");
        flow.onceInLoxo("POST /jobs/{job_id}/apply", Fault.dropBefore());
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 2L));
        assertThat(flow.loxo().countOf("POST /jobs/{job_id}/apply")).isEqualTo(1);

        flow.set("loxo.index-lag", "1");
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 2L));
        assertThat(flow.loxo().applications()).hasSize(1);
    }

    @Test
    void anAddressThatAnotherPersonWasJustGivenIsWrittenToNobodyElse() {
        flow.between(options -> options.candidates(0).indexLag(Duration.ofSeconds(30)));
        String ann = flow.toggl().add(someone("ann@example.com"));
        flow.toggl().add(someone("bea@example.com"));
        flow.run();
        flow.toggl().change(ann, someone("bea@example.com"));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("failed", 1L, "unchanged", 1L));
        assertThat(flow.known(ann).reason()).isEqualTo("ambiguous");
        assertThat(flow.loxo().duplicates()).isEmpty();
    }

    /** A candidate delivered to somebody who was there, who has another address by now, which is written to nobody. */
    private String annWhoMovedTo(String address) {
        String person =
                String.valueOf(flow.loxo().seed(PersonSeed.named("Ann Example").withEmail("ann@example.com")));
        String ann = flow.toggl().add(someone("ann@example.com"));
        flow.run();
        flow.toggl().change(ann, someone(address));
        flow.run();
        assertThat(flow.known(ann).loxoId()).isEqualTo(person);
        return ann;
    }

    @Test
    void whoHasAnAddressThatStandsOnNobodyIsThePersonOfWhoeverHasItAsWell() {
        flow.betweenEmptyServices();
        String person = flow.known(annWhoMovedTo("ann@new.example")).loxoId();
        String again = flow.toggl().add(someone("ann@new.example"));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 1L, "updated", 1L));
        assertThat(flow.known(again).loxoId()).isEqualTo(person);
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 2L));
    }

    @Test
    void anAddressThatWasCorrectedLeadsNobodyToThePersonOfWhoeverHadIt() {
        flow.betweenEmptyServices();
        String ann = annWhoMovedTo("ann@mistyped.example");
        flow.toggl().change(ann, someone("ann@example.com"));
        flow.run();
        flow.toggl().add(someone("ann@mistyped.example"));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 1L, "created", 1L));
        assertThat(flow.loxo().peopleCount()).isEqualTo(2);
    }

    @Test
    void whoeverHoldsTheAddressInLoxoIsPreferredToThePersonOfAnotherCandidateWithIt() {
        flow.betweenEmptyServices();
        annWhoMovedTo("office@example.com");
        String office =
                String.valueOf(flow.loxo().seed(PersonSeed.named("Office").withEmail("office@example.com")));
        String bea = flow.toggl().add(someone("office@example.com"));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 1L, "updated", 1L));
        assertThat(flow.known(bea).loxoId()).isEqualTo(office);
    }
}
