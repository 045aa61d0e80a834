package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.togglloxo.failure.Stop;
import org.togglloxo.route.Names;
import org.togglloxo.sync.Runs;

/** Toggl's list for a look before a run: by the same calls, and nobody is delivered. */
public final class TogglList {

    private final CamelContext context;
    private final TogglHire togglHire;
    private final TogglHireAnswers answers;
    private final Runs runs;

    TogglList(CamelContext context, TogglHire togglHire, TogglHireAnswers answers, Runs runs) {
        this.context = context;
        this.togglHire = togglHire;
        this.answers = answers;
        this.runs = runs;
    }

    /**
     * One page at a time, as far as the run would list.
     *
     * @throws Stop when it cannot be read
     */
    public void pages(Consumer<List<ObjectNode>> look) {
        PageWalk walk = togglHire.startWalk();
        while (togglHire.hasNextPage(walk)) {
            Exchange answer =
                    Names.in(context).ask("direct:fetch-candidates", exchange -> exchange.setVariable("walk", walk));
            if (answer.getException() != null) {
                throw answers.explain(answer.getException());
            }
            look.accept(walk.take(answer.getMessage().getBody(JsonNode.class)));
            runs.movedOn();
        }
    }
}
