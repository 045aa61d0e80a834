package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.sync.ListedPage;
import org.togglloxo.sync.plan.PlannedWrites;
import org.togglloxo.sync.run.Listing;
import org.togglloxo.sync.run.Runs;

/** The steps of the pagination loop in {@code 20-list-candidates}, by the names used there. */
public final class TogglHire {

    private static final String WALK = "toggl-loxo-walk";
    private static final String FETCHED = "toggl-loxo-fetched-page";

    private final TogglReads toggl;
    private final TogglHireSettings settings;
    private final TogglHireAnswers answers;
    private final Ledger ledger;
    private final Runs runs;

    TogglHire(TogglReads toggl, TogglHireSettings settings, TogglHireAnswers answers, Ledger ledger, Runs runs) {
        this.toggl = toggl;
        this.settings = settings;
        this.answers = answers;
        this.ledger = ledger;
        this.runs = runs;
    }

    PageWalk newWalk() {
        return new PageWalk(settings.firstPage(), runs.listing().limit());
    }

    /** The walk of a run's exchange: from the first page on, as far as the run's limit allows. */
    private PageWalk walk(Exchange exchange) {
        PageWalk walk = exchange.getProperty(WALK, PageWalk.class);
        if (walk == null) {
            walk = newWalk();
            exchange.setProperty(WALK, walk);
        }
        return walk;
    }

    /** Whether there is a page to ask for, and anybody who still wants it. */
    public boolean hasNextPage(Exchange exchange) {
        boolean more = runs.scope()
                .restriction()
                .filter(PlannedWrites::haveAllBeenListed)
                .isEmpty();
        return more && walk(exchange).hasNext() && !runs.stopping();
    }

    /** Step {@code fetch-page}: the next page as Toggl Hire answers it, tried again as the error handling says. */
    public void fetchPage(Exchange exchange) throws Exception {
        URI next = walk(exchange).next();
        if (next.equals(exchange.getProperty(FETCHED))) {
            throw new IllegalStateException(
                    "step check-page of routes/20-list-candidates.camel.yaml did not see the page fetched before");
        }
        exchange.setProperty(FETCHED, next);
        exchange.getMessage().setBody(new Page(toggl.read(next)));
    }

    /** Not checked yet, and of no use to anybody before that. */
    private record Page(JsonNode answer) {}

    /** Step {@code check-page}: the candidates that are new to this walk; they are delivered wherever the link leads. */
    public void checkPage(Exchange exchange) {
        JsonNode page = exchange.getMessage().getBody(Page.class).answer();
        runs.admit(openings(page));
        List<ObjectNode> fresh = runs.stopping() ? List.of() : fresh(walk(exchange), page);
        Map<String, CandidateRecord> known = ledger.listed().lookUp(fresh);
        ledger.listed().keepOpenings(fresh, known);
        ListedPage.begin(exchange, known);
        runs.listing()
                .announce(fresh.stream().map(one -> one.path("id").asText("")).toList());
        exchange.getMessage().setBody(fresh);
    }

    private List<ObjectNode> fresh(PageWalk walk, JsonNode page) {
        List<ObjectNode> fresh = walk.take(page);
        runs.listing()
                .total(runs.scope()
                        .restriction()
                        .map(writes -> (long) writes.size())
                        .orElseGet(walk::total));
        walk.distrust().ifPresent(runs.listing()::stop);
        return runs.scope()
                .restriction()
                .map(writes -> restricted(fresh, writes))
                .orElse(fresh);
    }

    private static List<ObjectNode> restricted(List<ObjectNode> fresh, PlannedWrites writes) {
        return fresh.stream()
                .filter(candidate -> writes.lists(candidate.path("id").asText("")))
                .toList();
    }

    private static Set<String> openings(JsonNode page) {
        Set<String> openings = new HashSet<>();
        if (page != null) {
            page.path("data")
                    .forEach(candidate ->
                            openings.add(candidate.path("job_opening_id").asText("")));
        }
        openings.remove("");
        return openings;
    }

    /** How the walk of an exchange went; null where there was none. */
    public Listing listing(Exchange exchange) {
        PageWalk walk = exchange.getProperty(WALK, PageWalk.class);
        Listing whole = walk == null ? null : walk.listing();
        return runs.scope()
                .restriction()
                .filter(writes -> whole != null)
                .map(writes -> new Listing(writes.listed(), (long) writes.listed(), false, 0))
                .orElse(whole);
    }

    /** Whether the walk of an exchange has seen a candidate. */
    public boolean hasListed(Exchange exchange, String togglId) {
        PageWalk walk = exchange.getProperty(WALK, PageWalk.class);
        return walk != null && walk.has(togglId);
    }

    /** The list cannot be read to its end; what had been listed is still delivered. */
    public void stopListing(Exception error) {
        Stop stop = answers.explain(error);
        if (stop.exitCode() == ExitCode.UNEXPECTED) {
            runs.stop(stop);
        } else {
            runs.listing().stop(stop);
        }
    }
}
