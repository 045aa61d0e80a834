package org.togglloxo.flow.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.togglloxo.flow.Candidates.someone;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.run.Event;
import org.togglloxo.loxo.webhook.Webhook;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** What follows when a webhook tells that a person was merged or deleted in Loxo, or that a job changed there. */
@Order(2)
class WebhooksFollowedTest extends FlowTest {

    private static final String TOKEN = "5b8c1e0f9d2a47366e81b0c4f7d93a25";
    private static final ConditionFactory SOON = await().atMost(Duration.ofSeconds(40));

    private String ann;
    private long person;
    private long older;
    private final Deque<String> markers = new ArrayDeque<>();

    @BeforeEach
    void oneCandidateIsDeliveredAndWebhooksAreReceived() {
        flow.betweenEmptyServices().receiving(TOKEN);
        tellHere();
        older = flow.loxo().seed(PersonSeed.named("Ann of old").withEmail("ann.of.old@example.com"));
        ann = flow.toggl().add(someone("ann@example.com").named("Ann").contact("phone", "+372 5555 0000"));
        markers.add(flow.toggl().add(someone("first@marker.example").named("First")));
        markers.add(flow.toggl().add(someone("second@marker.example").named("Second")));
        markers.add(flow.toggl().add(someone("third@marker.example").named("Third")));
        flow.run();
        person = person("ann@example.com").id();
        awaitTheEndOfAllSoFar();
    }

    @Test
    void theNextRunDeliversToWhomThePersonWasMergedInto() {
        flow.loxo().merge(older, person);
        SOON.until(() -> Long.toString(older).equals(flow.known(ann).loxoId()));
        assertThat(flow.known(ann).createdHere()).isFalse();
        assertThat(lastEvent().reason()).isEqualTo("merged-in-loxo");
        assertThat(lastEvent().message()).contains("merged into person " + older, "webhook");

        flow.loxo().forgetCalls();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L, "unchanged", 3L));
        assertThat(flow.loxo().callsAbout(person)).isEmpty();
        assertThat(flow.loxo().callsAbout(older)).isNotEmpty();
        assertThat(flow.loxo().duplicates()).isEmpty();
        assertThat(flow.known(ann).loxoId()).isEqualTo(Long.toString(older));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 4L));
    }

    @Test
    void aSurvivorWhoWasMergedTooIsFollowedToTheLastOne() {
        flow.loxo().webhooks().hold();
        long oldest = older;
        String bob = flow.toggl().add(someone("bob@example.com").named("Bob"));
        flow.run();
        flow.loxo().merge(person, person("bob@example.com").id());
        flow.loxo().merge(oldest, person);
        flow.loxo().webhooks().releaseReversed();
        SOON.until(() -> Long.toString(oldest).equals(flow.known(bob).loxoId()));
        SOON.until(() -> Long.toString(oldest).equals(flow.known(ann).loxoId()));
    }

    @Test
    void whoWasDeletedIsNotCreatedAgainBeforeTheCandidateChanges() {
        flow.loxo().remove(person);
        SOON.until(() -> flow.known(ann).loxoId() == null);
        assertThat(lastEvent().reason()).isEqualTo("deleted-in-loxo");

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 4L));
        assertThat(flow.loxo().peopleByAddress("ann@example.com")).isEmpty();

        flow.loxo().forgetCalls();
        flow.toggl().change(ann, someone("ann@example.com").named("Ann Renamed"));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L, "unchanged", 3L));
        assertThat(flow.loxo().callsAbout(person)).as("calls about the ghost").isEmpty();
        assertThat(flow.known(ann).loxoId()).isNotEqualTo(Long.toString(person));
    }

    @Test
    void repeatedAndReversedDeliveriesChangeNothingMore() {
        flow.loxo().webhooks().repeat(5);
        flow.loxo().webhooks().hold();
        flow.loxo().merge(older, person);
        flow.loxo().webhooks().releaseReversed();
        SOON.until(() -> Long.toString(older).equals(flow.known(ann).loxoId()));
        flow.loxo().webhooks().changed("person", Long.toString(person), "update");
        awaitTheEndOfAllSoFar();
        assertThat(flow.ledger().runs().history(ann))
                .extracting(Event::reason)
                .filteredOn("merged-in-loxo"::equals)
                .hasSize(1);
        assertThat(flow.known(ann).loxoId()).isEqualTo(Long.toString(older));
    }

    @Test
    void aWebhookThatLiesChangesNothing() {
        CandidateRecord before = flow.known(ann);
        flow.loxo().webhooks().changed("person", Long.toString(person), "destroy");
        awaitTheEndOfAllSoFar();
        assertThat(flow.loxo().countOf("GET /people/{id}")).isPositive();
        assertThat(flow.known(ann)).isEqualTo(before);
    }

    @Test
    void peopleWhomTheLedgerDoesNotKnowCostNoCall() {
        long stranger = flow.loxo().seed(PersonSeed.named("Stranger"));
        flow.loxo().remove(stranger);
        awaitTheEndOfAllSoFar();
        assertThat(flow.loxo().calls()).noneMatch(call -> call.path().endsWith("/" + stranger));
    }

    @Test
    void aLookAtLoxoThatFailsIsRepeated() {
        flow.sandbox().loxoFaults().on("GET /people/{id}").times(2).then(Fault.status(503));
        flow.sandbox().loxoFaults().on("GET /merges").nth(1).then(Fault.status(429));
        flow.loxo().merge(older, person);
        SOON.until(() -> Long.toString(older).equals(flow.known(ann).loxoId()));
    }

    @Test
    void anEventThatCannotBeWorkedOffIsDroppedAndTheNextOneIsNot() {
        flow.sandbox().loxoFaults().on("GET /merges").nth(1).then(Fault.status(403));
        flow.loxo().merge(older, person);
        awaitTheEndOfAllSoFar();
        SOON.until(() -> flow.loxo().countOf("GET /merges", 403) == 1);
        assertThat(flow.known(ann).loxoId()).isEqualTo(Long.toString(person));

        flow.loxo().webhooks().changed("person", Long.toString(person), "destroy");
        SOON.until(() -> !Long.toString(person).equals(flow.known(ann).loxoId()));
    }

    @Test
    void whoWaitsForAJobIsPutForwardByTheRunAfterItsCreation() {
        String opening = flow.toggl().addOpening("Bridge Builder");
        String waiting = flow.toggl()
                .add(someone("bob@example.com")
                        .named("Bob")
                        .contact("phone", "+372 5555 1234")
                        .and(candidate -> candidate.put("job_opening_id", opening)));
        flow.run();
        assertThat(flow.known(waiting).waits()).isEqualTo("no-job");
        flow.run();
        assertThat(flow.known(waiting).waits()).isEqualTo("no-job");

        long job = flow.loxo().addJob("Bridge Builder");
        awaitTheEndOfAllSoFar();
        flow.run();
        assertThat(flow.known(waiting).waits()).isEmpty();
        assertThat(flow.loxo().applications()).anyMatch(own -> own.jobId() == job);
    }

    @Test
    void applicationsOfWhoWasMergedCountForTheSurvivor() {
        long before = flow.loxo().applications().size();
        flow.loxo().merge(older, person);
        SOON.until(() -> Long.toString(older).equals(flow.known(ann).loxoId()));
        assertThat(flow.ledger().outbox().of(ann))
                .allMatch(entry -> !Long.toString(person).equals(entry.loxoId()));
        flow.run();
        assertThat(flow.loxo().applications()).hasSize((int) before);
    }

    @Test
    void anEventThatWasTurnedAwayIsTakenWhenItComesAgain() {
        flow.set("webhooks.queue-size", "1");
        flow.run();
        tellHere();
        awaitTheEndOfAllSoFar();
        String last = markers.remove();
        String gone = flow.known(last).loxoId();
        flow.loxo().forgetCalls();
        CompletableFuture<Void> turnedAway = new CompletableFuture<>();
        flow.onceInLoxo("GET /people/{id}", Fault.holdUntil(turnedAway));
        flow.loxo().webhooks().changed("person", Long.toString(person), "update");
        SOON.until(() -> flow.loxo().countOf("GET /people/{id}") == 1);
        flow.loxo().webhooks().changed("person", Long.toString(person), "destroy");
        SOON.until(() -> flow.loxo().webhooks().settled());
        flow.loxo().remove(Long.parseLong(gone));
        SOON.until(() -> turnedAway(gone));
        turnedAway.complete(null);
        SOON.until(() -> {
            flow.loxo().webhooks().changed("person", gone, "destroy");
            return flow.known(last).loxoId() == null;
        });
    }

    @Test
    void aWorkerWhoIsOnTheWayDoesNotUndoIt() throws InterruptedException {
        flow.loxo().forgetCalls();
        CompletableFuture<Void> merged = new CompletableFuture<>();
        flow.onceInLoxo("PUT /people/{id}", Fault.holdUntil(merged));
        flow.toggl().change(ann, someone("ann@example.com").named("Ann Renamed").contact("city", "Tartu"));
        Thread run = new Thread(flow::run, "run");
        run.start();
        SOON.until(() -> "Tartu"
                .equals(flow.loxo().person(person).map(now -> now.field("city")).orElse("")));
        flow.loxo().merge(older, person);
        SOON.until(() -> flow.loxo().countOf("GET /merges") > 0);
        merged.complete(null);
        run.join();
        SOON.until(() -> Long.toString(older).equals(flow.known(ann).loxoId()));
        awaitTheEndOfAllSoFar();
        assertThat(flow.known(ann).loxoId()).isEqualTo(Long.toString(older));
    }

    private void tellHere() {
        flow.webhooks().list().forEach(old -> flow.webhooks().remove(old.id()));
        flow.webhooks().register(new Webhook("", "person", "update", flow.webhookUrl()));
        flow.webhooks().register(new Webhook("", "person", "destroy", flow.webhookUrl()));
        flow.webhooks().register(new Webhook("", "job", "create", flow.webhookUrl()));
    }

    private boolean turnedAway(String item) {
        return flow.loxo().webhooks().delivered().stream()
                .anyMatch(delivery -> delivery.itemId().equals(item) && delivery.status() == 503);
    }

    private Event lastEvent() {
        List<Event> history = flow.ledger().runs().history(ann);
        return history.get(history.size() - 1);
    }

    /** Notices are worked off one after the other, so that the end of the last one is the end of all. */
    private void awaitTheEndOfAllSoFar() {
        String marker = markers.remove();
        SOON.until(() -> flow.loxo().webhooks().settled());
        flow.loxo().remove(Long.parseLong(flow.known(marker).loxoId()));
        SOON.until(() -> flow.known(marker).loxoId() == null);
    }
}
