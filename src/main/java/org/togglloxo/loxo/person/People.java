package org.togglloxo.loxo.person;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Defer;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Retry;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.run.RemarkCode;
import org.togglloxo.loxo.api.IndexLag;
import org.togglloxo.loxo.api.LoxoAnswers;
import org.togglloxo.loxo.api.LoxoClient;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.loxo.api.LoxoRefusal;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.route.Variables;
import org.togglloxo.sync.delivery.Claims;
import org.togglloxo.sync.delivery.DeliveryAttempt;
import org.togglloxo.sync.delivery.RedeliveryCounter;
import org.togglloxo.sync.run.RunNotes;
import org.togglloxo.sync.run.Runs;

/**
 * The steps of {@code 50-deliver-candidate} that find a person in Loxo and write to it. Each can be repeated as a whole: what
 * was learnt is not asked again, what was written is not written again. Whatever the routes leave out, nobody is created who
 * was not looked for, and nobody is written to whose addresses are not claimed.
 */
public final class People {

    private static final String OPEN_WRITES = "toggl-loxo-open-writes";
    private static final String LOST_WRITE = "toggl-loxo-lost-write";

    private final Claims claims;
    private final LoxoClient client;
    private final PersonRules rules;
    private final Ledger ledger;
    private final Runs runs;
    private final RunNotes notes;
    private final PersonFinder finder;
    private final PlannedCalls planned;

    public People(
            Claims claims,
            LoxoClient client,
            PersonRules rules,
            Ledger ledger,
            Runs runs,
            RunNotes notes,
            PersonFinder finder) {
        this.claims = claims;
        this.client = client;
        this.rules = rules;
        this.ledger = ledger;
        this.runs = runs;
        this.notes = notes;
        this.finder = finder;
        this.planned = new PlannedCalls(runs);
    }

    /**
     * Step {@code find-person}: by the id that is known, or by both addresses; a create whose answer never came is settled
     * first. Sets {@code found} and, where one person was found, {@code loxo-id}.
     *
     * @throws Retry while Loxo's search may still lag behind the create
     * @throws Defer where whoever it made may be among people who were not looked through
     */
    public void find(Exchange exchange) throws Exception {
        finder.find(exchange);
        RedeliveryCounter.over(exchange);
    }

    /** Step {@code create-person}: the intent is recorded before and the id after. */
    public void create(Exchange exchange) throws Exception {
        DeliveryAttempt attempt = DeliveryAttempt.of(exchange);
        if (attempt.isTrial()) {
            exchange.setVariable(Variables.LOXO_ID, "0");
            attempt.made();
            return;
        }
        boolean old = finder.isOutdated(exchange);
        if (attempt.known().createPending() || PersonSearch.of(exchange).isEmpty() || old) {
            finder.find(exchange);
        }
        PersonSearch search = PersonSearch.of(exchange).orElseThrow();
        if (old && !search.howMany().equals("nobody")) {
            // what the routes decided, they decided of somebody who was not there
            throw PersonSearch.changedMeanwhile();
        }
        search.refuseSeveral();
        String known = attempt.known().loxoId();
        if (known != null) {
            exchange.setVariable(Variables.LOXO_ID, known);
            attempt.made();
        } else if (!search.isFound()) {
            create(exchange, attempt);
            attempt.made();
        }
        RedeliveryCounter.over(exchange);
    }

    private void create(Exchange exchange, DeliveryAttempt attempt) throws Exception {
        Delivery delivery = delivery(exchange);
        if (runs.planning()) {
            attempt.plan(rules.ofNew(delivery).lines());
            planned.create(rules.completion(delivery));
            return;
        }
        requireAddress(delivery);
        attempt.guard().requirePerson("", () -> "", () -> rules.ofNew(delivery).lines());
        CandidateRecord intended = ledger.creates().intend(attempt.known(), delivery, attempt.claim());
        attempt.known(intended);
        LoxoRequest creation = PersonChanges.creation(delivery);
        JsonNode answer;
        String id;
        try {
            answer = client.call(creation, exchange);
            id = LoxoAnswers.idOf(creation, answer);
        } catch (Exception e) {
            boolean lost = isInDoubt(e) || !IndexLag.isRuledOutBy(e);
            CandidateRecord now = lost
                    ? ledger.creates().stillPending(intended)
                    : ledger.creates().retract(intended);
            if (lost) {
                claims.lost(delivery, Duration.ofMillis(now.intentAt() - intended.intentAt()));
            }
            attempt.known(now);
            throw e;
        }
        if (PersonSearch.isSomebodyElse(new LoxoPerson(answer), delivery)) {
            attempt.known(ledger.creates().merged(intended, delivery, id));
            throw PersonSearch.changedMeanwhile();
        }
        attempt.confirms(ledger.creates().confirming(intended, delivery, id), intended.created(id));
        claims.claimMade(id, delivery, attempt.claim());
        exchange.setVariable(Variables.LOXO_ID, id);
    }

    /** Loxo says that it went well and names nobody: whoever is tried again is looked for before they are made again. */
    private static boolean isInDoubt(Exception error) {
        return error instanceof Fail fail && Reason.NOTHING_SAVED.is(fail.reason());
    }

    /** Step {@code complete-person}: what Loxo takes by PUT only, tags and further addresses. */
    public void complete(Exchange exchange) throws Exception {
        if (!runs.planning() && !DeliveryAttempt.of(exchange).isTrial()) {
            requirePerson(exchange);
            PersonChanges changes = completion(exchange);
            write(exchange, writes(exchange, () -> changes), false);
        }
        RedeliveryCounter.over(exchange);
    }

    /** All of it, or what an earlier write of which the answer was lost has left over. */
    private PersonChanges completion(Exchange exchange) throws Exception {
        Delivery delivery = delivery(exchange);
        if (exchange.getProperty(LOST_WRITE) == null) {
            return rules.completion(delivery);
        }
        String path = "/people/" + exchange.getVariable(Variables.LOXO_ID, String.class);
        JsonNode now = client.call(LoxoRequest.getIfThere(path), exchange);
        if (now == null) {
            throw PersonSearch.changedMeanwhile();
        }
        exchange.removeProperty(LOST_WRITE);
        return rules.of(
                new LoxoPerson(now), delivery, DeliveryAttempt.of(exchange).known(), List.of());
    }

    /** @throws Fail when the routes lead here without a person */
    public static void requirePerson(Exchange exchange) {
        if (exchange.getVariable(Variables.LOXO_ID) == null) {
            throw new Fail(
                    Reason.MAPPING,
                    "A step writes to a person that no step before it has found or created. Compare routes/50-deliver-candidate.camel.yaml with the one that came with the program");
        }
    }

    /** Step {@code update-person}: reads the whole person and writes what is missing or, where that is wanted, what differs. */
    public void update(Exchange exchange) throws Exception {
        DeliveryAttempt attempt = DeliveryAttempt.of(exchange);
        if (!attempt.isTrial()) {
            update(exchange, attempt);
        }
        RedeliveryCounter.over(exchange);
    }

    private void update(Exchange exchange, DeliveryAttempt attempt) throws Exception {
        if (PersonSearch.of(exchange).isEmpty()) {
            finder.find(exchange);
        }
        PersonSearch search = PersonSearch.of(exchange).orElseThrow();
        search.refuseSeveral();
        requirePerson(exchange);
        search.readWhole(request -> client.call(request, exchange));
        Supplier<PersonChanges> changes = () -> changes(search, delivery(exchange), attempt.known());
        if (runs.planning()) {
            PersonChanges now = changes.get();
            attempt.plan(now.lines());
            attempt.seen(search.person().digest());
            planned.update(now);
        } else {
            attempt.guard()
                    .requirePerson(search.ids().get(0), () -> search.person().digest(), () -> changes.get()
                            .lines());
            // where Loxo does not tell which tags there are, earlier ones were not taken away
            write(exchange, writes(exchange, changes), search.person().tags().isEmpty());
        }
    }

    /** Nobody could tell whether a person without an address is there already. */
    private static void requireAddress(Delivery delivery) {
        if (delivery.emails().isEmpty()) {
            throw new Fail(
                    Reason.REFUSED,
                    "Loxo calls every address of the candidate invalid (\"Email is invalid\"), and nobody is created without one. Fix the address in Toggl Hire");
        }
    }

    private PersonChanges changes(PersonSearch search, Delivery delivery, CandidateRecord known) {
        List<String> stale = new ArrayList<>(known.tags());
        stale.removeAll(delivery.tags());
        if (!stale.isEmpty()) {
            stale.removeAll(ledger.candidates().tagsOfOthers(search.ids().get(0), delivery.togglId()));
        }
        if (!stale.isEmpty() && search.person().tags().isEmpty()) {
            notes.remark(
                    RemarkCode.TAGS_UNTOLD,
                    "Loxo does not tell which tags people have (all_raw_tags): those of an earlier lane stay beside the new ones. Take them away in Loxo by hand");
        }
        return rules.of(search.person(), search.withoutTaken(delivery), known, stale);
    }

    /** Tags are recorded before they are written, since the run may end in the middle, and after. */
    private void write(Exchange exchange, PersonWrites writes, boolean earlierTagsStay) throws Exception {
        DeliveryAttempt attempt = DeliveryAttempt.of(exchange);
        Delivery delivery = delivery(exchange);
        attempt.known(ledger.creates()
                .rememberTags(attempt.known(), delivery, attempt.known().tagsWith(delivery)));
        if (!writes.addresses().isEmpty()) {
            // whatever becomes of this candidate: another one with the same address may have been looked up before
            claims.willHold(exchange.getVariable(Variables.LOXO_ID, String.class), writes.addresses());
        }
        attempt.misses(rules.unread(delivery));
        make(exchange, writes);
        attempt.requireConfirmed();
        exchange.removeProperty(OPEN_WRITES);
        if (!earlierTagsStay) {
            attempt.known(ledger.creates().rememberTags(attempt.known(), delivery, delivery.tags()));
        }
    }

    /** Loxo adds an address or a phone once more where it is sent once more: what may have come there is looked at before. */
    private void make(Exchange exchange, PersonWrites writes) throws Exception {
        try {
            writes.make(request -> client.call(request, exchange));
        } catch (Exception e) {
            if (e instanceof LoxoRefusal refusal && refusal.isGone()) {
                // whoever goes the whole way once more reads in the ledger who was made
                DeliveryAttempt.of(exchange).requireConfirmed();
                throw PersonSearch.changedMeanwhile();
            }
            if (writes.isAdding() && !IndexLag.isRuledOutBy(e)) {
                exchange.removeProperty(OPEN_WRITES);
                exchange.setProperty(LOST_WRITE, true);
                PersonSearch.of(exchange).ifPresent(PersonSearch::readAgain);
            }
            throw e;
        }
    }

    /** Those that were begun with this delivery and not brought to their end, or new ones. */
    private static PersonWrites writes(Exchange exchange, Supplier<PersonChanges> changes) {
        Delivery delivery = delivery(exchange);
        PersonWrites writes = exchange.getProperty(OPEN_WRITES, PersonWrites.class);
        if (writes == null || !writes.areFor(delivery)) {
            writes = new PersonWrites(delivery, exchange.getVariable(Variables.LOXO_ID, String.class), changes.get());
            exchange.setProperty(OPEN_WRITES, writes);
        }
        return writes;
    }

    private static Delivery delivery(Exchange exchange) {
        return exchange.getVariable(Variables.DELIVERY, Delivery.class);
    }
}
