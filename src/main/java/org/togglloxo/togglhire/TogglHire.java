package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Stop;
import org.togglloxo.sync.Listing;
import org.togglloxo.sync.Runs;

/** The steps of the pagination loop in {@code 20-list-candidates}, by the names used there. */
public final class TogglHire {

    private final TogglHireSettings settings;
    private final TogglHireAnswers answers;
    private final Runs runs;

    TogglHire(TogglHireSettings settings, TogglHireAnswers answers, Runs runs) {
        this.settings = settings;
        this.answers = answers;
        this.runs = runs;
    }

    /** Step {@code start-walk}: from the first page on, as far as the run's limit allows. */
    public PageWalk startWalk() {
        return new PageWalk(settings.firstPage(), runs.limit());
    }

    /** Whether there is a page to ask for, and anybody who still wants it. */
    public boolean hasNextPage(@Variable("walk") PageWalk walk) {
        return walk.hasNext() && !runs.stopping();
    }

    /** Where the page is that is next. */
    public URI nextPage(@Variable("walk") PageWalk walk) {
        return walk.next();
    }

    /** Step {@code check-page}: the candidates that are new to this walk; they are delivered wherever the link leads. */
    public List<ObjectNode> checkPage(@Variable("walk") PageWalk walk, @Body JsonNode page) {
        runs.admit(openings(page));
        if (runs.stopping()) {
            return List.of();
        }
        List<ObjectNode> fresh = walk.take(page);
        runs.total(walk.total());
        walk.distrust().ifPresent(runs::stopListing);
        return fresh;
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

    /** How the walk went; null where there was none. */
    public Listing listing(@Variable("walk") PageWalk walk) {
        return walk == null ? null : walk.listing();
    }

    /** Step {@code stop-listing}: the list cannot be read to its end; what had been listed is still delivered. */
    public void stopListing(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception trouble) {
        Stop stop = answers.explain(trouble);
        if (stop.exitCode() == ExitCode.UNEXPECTED) {
            runs.stop(stop);
        } else {
            runs.stopListing(stop);
        }
    }
}
