package org.togglloxo.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.ManualDecisions;
import org.togglloxo.loxo.person.PersonReader.FoundPerson;
import org.togglloxo.settings.Scope;
import org.togglloxo.togglhire.FoundCandidate;

/** What is done by the page, as the commands of the same names do it; each is written down in the audit. */
final class PageActs {

    private static final Logger LOG = LoggerFactory.getLogger(PageActs.class);

    /** Who acts, in the audit. */
    private static final String ACTOR = "page";

    private final Operations operations;
    private final RunEvents events;
    private final AtomicBoolean starting = new AtomicBoolean();

    PageActs(Operations operations, RunEvents events) {
        this.operations = operations;
        this.events = events;
    }

    Answer answer(Call call) {
        call.needs(Role.ADMIN, "To do something");
        List<String> path = call.path();
        if (path.equals(List.of("runs"))) {
            return startRun();
        }
        if (path.equals(List.of("failures", "retry"))) {
            return retryAll(call.body());
        }
        if (path.size() != 3 || !path.get(0).equals("candidates")) {
            throw PageApi.nowhere();
        }
        CandidateRecord known = PageApi.known(ledger(), path.get(1));
        String id = known.togglId();
        Answer done =
                switch (path.get(2)) {
                    case "retry" ->
                        Answer.json(Map.of("retried", manualDecisions().retry(List.of(id))));
                    case "link" -> link(known, call.body());
                    case "forget" -> forget(id);
                    default -> throw PageApi.nowhere();
                };
        events.changed();
        return done;
    }

    private Ledger ledger() {
        return operations.ledger();
    }

    private ManualDecisions manualDecisions() {
        return ledger().manualDecisions(ACTOR);
    }

    private Answer retryAll(JsonNode body) {
        String reason = body.path("reason").asText("");
        if (reason.isEmpty()) {
            throw new Refusal(Refusal.BAD_REQUEST, "Which cause? The body needs reason and sentence");
        }
        List<String> ids =
                ledger().candidates().failedFor(reason, body.path("sentence").asText(""));
        int retried = ids.isEmpty() ? 0 : manualDecisions().retry(ids);
        events.changed();
        return Answer.json(Map.of("retried", retried));
    }

    private Answer forget(String id) {
        manualDecisions().forget(List.of(id));
        return Answer.json(Map.of("forgotten", 1));
    }

    /** Where the two have no address in common, somebody has to have seen that. The person is one of the agency that the candidate is led to. */
    private Answer link(CandidateRecord candidate, JsonNode body) {
        String id = candidate.togglId();
        String person = body.path("person").asText("").strip();
        if (!person.matches("[1-9][0-9]{0,17}")) {
            throw new Refusal(
                    Refusal.BAD_REQUEST, "Which person? The id is needed that stands in the person's address in Loxo");
        }
        Ledger there = ledger().of(scopeOf(candidate));
        FoundPerson found = operations
                .flow()
                .services(there.scope().agency())
                .person(person)
                .orElseThrow(() -> new Refusal(
                        Refusal.NOT_FOUND,
                        there.scope()
                                .said("Loxo has no person %s. Give the id that stands in the person's address in Loxo"
                                        .formatted(person))));
        Optional<FoundCandidate> listed = operations.flow().services().candidate(id);
        boolean known = there.addresses().knows(id, found.emails())
                || found.holdsAny(listed.map(FoundCandidate::emails).orElse(List.of()));
        if (!known && !body.path("confirmed").asBoolean(false)) {
            throw new Refusal(
                    Refusal.CONFLICT,
                    "They have no address in common. Confirm that they are one person all the same",
                    Map.of(
                            "candidate_name",
                            listed.map(FoundCandidate::name).orElse("no longer in Toggl Hire"),
                            "person_name",
                            found.name()));
        }
        there.manualDecisions(ACTOR).link(id, person);
        return Answer.json(Map.of("candidate", candidate.shownId(), "person", Long.parseLong(person)));
    }

    /** One that the settings do not name any more cannot be asked. */
    private Scope scopeOf(CandidateRecord candidate) {
        Scope scope = candidate.scope();
        boolean named = operations.settings().whole().spaces().eachAgency().contains(scope.agency());
        return named ? scope : ledger().scope();
    }

    private Answer startRun() {
        if (events.isUnderWay() || !starting.compareAndSet(false, true)) {
            throw new Refusal(Refusal.CONFLICT, "A run is under way. The next one can be started when it has ended");
        }
        Thread run = new Thread(this::run, "run-by-page");
        run.setDaemon(true);
        run.start();
        return Answer.begun(Map.of("started", true));
    }

    private void run() {
        try {
            LOG.info("a run is started by the page");
            operations.run().ifPresent(why -> LOG.warn("the page could not start a run: {}", why));
        } catch (Stop stop) {
            LOG.warn("the page could not start a run: {}", stop.message());
        } catch (RuntimeException e) {
            LOG.warn("the run that the page started failed: {}", e.getClass().getSimpleName());
            LOG.debug("the run that the page started failed", e);
        } finally {
            starting.set(false);
            events.changed();
        }
    }
}
