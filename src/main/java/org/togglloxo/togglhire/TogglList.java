package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.togglloxo.failure.Stop;
import org.togglloxo.sync.run.Runs;

/** Toggl's list for a look before a run: by the same calls, and nobody is delivered. */
public final class TogglList {

    private final TogglReads toggl;
    private final TogglHire togglHire;
    private final TogglHireAnswers answers;
    private final Runs runs;

    TogglList(TogglReads toggl, TogglHire togglHire, TogglHireAnswers answers, Runs runs) {
        this.toggl = toggl;
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
        PageWalk walk = togglHire.newWalk();
        while (walk.hasNext() && !runs.stopping()) {
            look.accept(walk.take(page(walk)));
            runs.listing().movedOn();
        }
    }

    private JsonNode page(PageWalk walk) {
        try {
            return toggl.read(walk.next());
        } catch (Exception e) {
            throw answers.explain(e);
        }
    }
}
