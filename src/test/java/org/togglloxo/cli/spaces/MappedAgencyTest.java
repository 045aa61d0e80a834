package org.togglloxo.cli.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.RunningHere;
import org.togglloxo.flow.Candidates;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** An agency that only the mapping leads to, and that cannot be delivered into. */
class MappedAgencyTest extends SeveralSpacesCase {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeEach
    void mapOneLane() throws IOException {
        oneWorkspaceAndSeveralAgencies();
        shortlistGoesToLeadership();
        program.with("SYNC_MIN_SCORE", "65");
    }

    private JsonNode sync(int exitCode) {
        return program.here("sync", "--once", "--output", "json")
                .exits(exitCode)
                .json();
    }

    private static int count(JsonNode run, String outcome) {
        return run.get(outcome).asInt();
    }

    private static void requireEverybodyHasAnOutcome(JsonNode run) {
        assertThat(Stream.of("created", "updated", "unchanged", "skipped", "deferred", "failed")
                        .mapToInt(outcome -> count(run, outcome))
                        .sum())
                .isEqualTo(run.get("read").asInt())
                .isEqualTo(CANDIDATES);
    }

    private void requireTheNextRunDoesTheRest(JsonNode before) {
        JsonNode next = sync(0);
        assertThat(count(next, "created")).isEqualTo(count(before, "deferred"));
        assertThat(count(next, "unchanged") + count(next, "skipped")).isEqualTo(CANDIDATES - count(before, "deferred"));
        assertThat(second.loxo().peopleCount()).isEqualTo(count(before, "deferred"));
    }

    @Test
    void aKeyThatIsRefusedDefersItsOwnCandidatesAlone() {
        program.with("LOXO_LEADERSHIP_API_KEY", "key-of-before");
        JsonNode run = sync(4);
        requireEverybodyHasAnOutcome(run);
        assertThat(run.get("reason").asText())
                .startsWith("agency leadership: Loxo answered 403")
                .contains("loxo.leadership.api-key is wrong", "Whoever the mapping leads there is deferred");
        assertThat(count(run, "deferred")).isPositive();
        assertThat(count(run, "failed")).isZero();
        assertThat(first.loxo().peopleCount()).isEqualTo(count(run, "created")).isPositive();
        assertThat(second.loxo().calls()).hasSizeLessThan(count(run, "deferred") + 4);
        assertThat(second.loxo().calls()).allMatch(call -> !call.path().contains("/people/"));

        Ended listed = program.here("candidates", "--reason", "agency-stopped", "--output", "json")
                .exits(0);
        JsonNode deferred = listed.json().get("candidates");
        assertThat(deferred).hasSize(count(run, "deferred"));
        String id = deferred.get(0).get("candidate").asText();
        assertThat(program.here("explain", id).exits(0).out())
                .contains("deferred (agency-stopped)", "agency leadership: Loxo answered 403");
        assertThat(program.here("status").exits(0).out()).contains("loxo-refused: agency leadership: ");

        for (int again = 0; again < 3; again++) {
            assertThat(count(sync(4), "deferred")).isEqualTo(count(run, "deferred"));
        }
        program.with("LOXO_LEADERSHIP_API_KEY", second.options().loxoKey());
        requireTheNextRunDoesTheRest(run);
    }

    @Test
    void whoIsThereIsShownWithTheAgency() {
        sync(0);
        JsonNode there = null;
        for (JsonNode one : program.here("candidates", "--outcome", "created", "--output", "json")
                .exits(0)
                .json()
                .get("candidates")) {
            assertThat(one.get("agency").asText()).isEqualTo(shortlisted(one) ? "leadership" : "staffing");
            there = shortlisted(one) ? one : there;
        }
        assertThat(there).isNotNull();
        String id = there.get("candidate").asText();
        String person = there.get("person").asText();
        assertThat(program.here("candidates", "--search", id).exits(0).out()).contains("person leadership/" + person);
        assertThat(program.here("candidates", "--search", id, "--output", "csv")
                        .exits(0)
                        .lines())
                .first()
                .asString()
                .endsWith(",attempts,agency");
        assertThat(program.here("explain", id).exits(0).out())
                .contains("Loxo person " + person + " in agency leadership");
        assertThat(program.here("explain", id, "--output", "json")
                        .exits(0)
                        .json()
                        .get("candidates")
                        .get(0)
                        .get("agency")
                        .asText())
                .isEqualTo("leadership");
    }

    private static boolean shortlisted(JsonNode line) {
        return line.get("lane").asText().equals("shortlist");
    }

    @Test
    void whoIsAmbiguousThereIsComparedAndLinkedThere() {
        PersonSeed twin = PersonSeed.named("Tess Twin").withEmail("tess@example.com");
        long person = second.loxo().seed(twin);
        second.loxo().seed(twin.withTag("other"));
        String id = first.toggl().add(Candidates.someone("tess@example.com"));
        sync(3);
        assertThat(program.here("explain", id).exits(0).out()).contains("failed (ambiguous)");

        assertThat(program.here("link", id, "99999999").exits(2).err())
                .contains("agency leadership: Loxo has no person 99999999");
        assertThat(program.here("link", id, Long.toString(person)).exits(0).out())
                .contains("Person %d in Loxo: Tess Twin".formatted(person));
        assertThat(program.here("explain", id).exits(0).out())
                .contains("Loxo person %d in agency leadership".formatted(person));
        assertThat(count(sync(0), "updated")).isEqualTo(1);
        assertThat(second.loxo().person(person).orElseThrow().tags()).contains("toggl:shortlist");
        assertThat(first.loxo().peopleByAddress("tess@example.com")).isEmpty();
    }

    @Test
    void whoeverIsUnchangedThereStaysSo() {
        JsonNode before = sync(0);
        program.with("LOXO_LEADERSHIP_API_KEY", "key-of-before");
        JsonNode run = sync(4);
        assertThat(count(run, "deferred")).isZero();
        assertThat(count(run, "unchanged")).isEqualTo(count(before, "created"));
    }

    @Test
    void aPlanShowsTheOthers() {
        program.with("LOXO_LEADERSHIP_API_KEY", "key-of-before");
        JsonNode plan = program.here("plan", "--output", "json").exits(4).json();
        assertThat(count(plan, "created")).isPositive();
        assertThat(count(plan, "deferred")).isPositive();
    }

    @Test
    void aKeyThatExpiresInTheMiddleDefersWhoComesAfterwards() {
        Fault expired = Fault.status(401);
        second.loxoFaults().on("POST /people").then(expired);
        second.loxoFaults().on("GET /job_categories").from(2).then(expired);
        JsonNode run = sync(4);
        requireEverybodyHasAnOutcome(run);
        assertThat(run.get("reason").asText()).startsWith("agency leadership: ");
        assertThat(first.loxo().peopleCount()).isEqualTo(count(run, "created")).isPositive();
        second.loxoFaults().clear();
        requireTheNextRunDoesTheRest(run);
    }

    @Test
    void anEndpointThatIsRefusedIsNotTheCandidatesFault() {
        program.with("LOXO_MAX_REFUSALS", "2");
        second.loxoFaults().on("POST /people").then(Fault.status(403));
        JsonNode run = sync(4);
        requireEverybodyHasAnOutcome(run);
        assertThat(run.get("ended").asText()).isEqualTo("endpoint-refused");
        assertThat(count(run, "failed")).isZero();
        second.loxoFaults().clear();
        requireTheNextRunDoesTheRest(run);
    }

    @Test
    void eventsThatOneAgencyRefusesAreRecordedInTheOthers() {
        program.with("SYNC_WORKERS", "1");
        second.loxoFaults().on("POST /person_events").then(Fault.status(403));
        JsonNode run = sync(0);
        long told = first.loxo().countOf("POST /person_events");
        assertThat(told).isEqualTo(count(run, "created") - second.loxo().peopleCount());
        assertThat(second.loxo().countOf("POST /person_events")).isEqualTo(1);
        assertThat(run.get("remarks"))
                .extracting(JsonNode::asText)
                .singleElement()
                .asString()
                .startsWith("agency leadership: Loxo refused POST /person_events");
    }

    @Test
    void aListThatOneAgencyRefusesIsReadInTheOthersAndItsKeyIsNamed() {
        first.loxoFaults().on("GET /activity_types").then(Fault.status(403));
        JsonNode run = sync(0);
        assertThat(second.loxo().countOf("POST /person_events"))
                .isEqualTo(second.loxo().peopleCount())
                .isPositive();
        assertThat(run.get("remarks"))
                .extracting(JsonNode::asText)
                .singleElement()
                .asString()
                .startsWith("agency staffing: Loxo refuses GET /activity_types (403)")
                .contains("the key of loxo.staffing.api-key");
    }

    @Test
    void whoHasNoJobSinceOneAgencyRefusesToMakeItReadsWhichKeyIsMeant() {
        String opening = first.toggl().addOpening("Tunnel Builder");
        String id = first.toggl().add(candidate -> candidate
                .put("job_opening_id", opening)
                .put("hire_state", "possible-hire")
                .put("score", 90));
        program.with("JOBS_CREATE", "true")
                .with("JOBS_COMPANY", "Nobody & Sons")
                .with("JOBS_CREATE_COMPANY", "true")
                .with("JOBS_JOB_TYPE", "Contract")
                .with("JOBS_SALARY", "70,000");
        second.loxoFaults().on("POST /jobs").then(Fault.status(403));
        program.here("sync", "--once").exits(0);
        assertThat(program.here("explain", id).exits(0).out())
                .contains("No job is made in Loxo for opening " + opening, "the key of loxo.leadership.api-key");
    }

    @Test
    void oneThatWantsToBeLeftAloneForLongIsAskedOnce() {
        second.loxoFaults().on(request -> true).then(Fault.answer(429, Map.of("Retry-After", "86400"), "{}"));
        JsonNode run = sync(3);
        requireEverybodyHasAnOutcome(run);
        assertThat(run.get("reason").asText()).startsWith("agency leadership: Loxo asks to be left alone for 86400 s");
        assertThat(second.loxo().calls()).hasSize(1);
        assertThat(first.loxo().peopleCount()).isEqualTo(count(run, "created")).isPositive();
    }

    @Test
    void oneThatIsDownIsLeftAloneAsWell() {
        program.with("SYNC_MAX_DEFERRED_IN_A_ROW", "2").with("RETRY_MAX_ATTEMPTS", "1");
        second.loxoFaults().on(request -> true).then(Fault.status(503));
        JsonNode run = sync(3);
        requireEverybodyHasAnOutcome(run);
        assertThat(run.get("reason").asText()).startsWith("agency leadership: 2 candidates in a row");
        assertThat(List.of(count(run, "failed"), count(run, "created")))
                .containsExactly(0, first.loxo().peopleCount());
    }

    @Test
    void aWaitThatItAsksForIsNotTakenForAStandstill() {
        program.with("SYNC_STALLED_AFTER", "1000");
        second.loxoFaults().on("POST /people").nth(1).then(Fault.answer(429, Map.of("Retry-After", "4"), "{}"));
        JsonNode run = sync(0);
        requireEverybodyHasAnOutcome(run);
        assertThat(second.loxo().peopleCount()).isPositive();
    }

    @Test
    void oneWhoseRoutesDoNotStartConcernsItsOwnCandidatesAlone() throws IOException {
        Path after = program.folder().resolve("routes/68-after-delivery.camel.yaml");
        Files.writeString(
                after,
                Files.readString(after)
                        .replace(
                                "      steps:\n",
                                "      steps:\n        - to:\n            id: own\n            uri: log:own?level={{loxo.source-type}}\n"));
        program.with("LOXO_SOURCE_TYPE", "DEBUG").with("LOXO_LEADERSHIP_SOURCE_TYPE", "no level");
        JsonNode run = sync(3);
        requireEverybodyHasAnOutcome(run);
        assertThat(run.get("ended").asText()).isEqualTo("finished");
        assertThat(count(run, "failed")).isPositive();
        assertThat(first.loxo().peopleCount()).isEqualTo(count(run, "created")).isPositive();
    }

    @Test
    void whoEndsTheProgramDoesNotWaitForItsFirstAnswer() {
        program.with("SYNC_SCHEDULE", "0/2 * * * * ?")
                .with("LOXO_RESPONSE_TIMEOUT", "300000")
                .with("LOXO_CALL_TIMEOUT", "300000");
        CompletableFuture<Void> never = new CompletableFuture<>();
        second.loxoFaults().on(request -> true).then(Fault.holdUntil(never));
        try (RunningHere sync = program.begin("sync")) {
            await().atMost(PATIENCE).until(() -> !second.loxo().calls().isEmpty());
            sync.end(Duration.ofSeconds(30)).exits(0);
        } finally {
            never.complete(null);
        }
        assertThat(second.loxo().peopleCount()).isZero();
    }
}
