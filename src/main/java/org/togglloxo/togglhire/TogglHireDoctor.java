package org.togglloxo.togglhire;

import java.util.ArrayList;
import java.util.List;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Finding;
import org.togglloxo.failure.Stop;

/** Asks Toggl Hire for one candidate, by the endpoint and with the filters that a run uses. */
public final class TogglHireDoctor {

    private static final String ENDPOINT = "Toggl Hire GET /candidates";

    private final TogglClient client;
    private final TogglHireSettings settings;
    private final TogglHireAnswers answers;

    TogglHireDoctor(TogglClient client, TogglHireSettings settings, TogglHireAnswers answers) {
        this.client = client;
        this.settings = settings;
        this.answers = answers;
    }

    /** What the list answers and, where it does, the lists of names. */
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>(List.of(list()));
        if (findings.get(0).exitCode() == ExitCode.OK) {
            List.of("/openings", "/categories", "/tags").forEach(path -> findings.add(names(path)));
        }
        return findings;
    }

    /** Without one of these candidates are delivered without the names in it. */
    private Finding names(String path) {
        String what = "Toggl Hire GET " + path;
        try {
            client.call(settings.address(path));
            return Finding.ok(what, "answers");
        } catch (TogglRefusal refusal) {
            return Finding.note(
                    what,
                    "answers %d: its names are left out. Give the key of toggl.api-key access to it"
                            .formatted(refusal.getStatusCode()));
        } catch (Exception e) {
            return Finding.note(what, answers.explain(e).message());
        }
    }

    private Finding list() {
        PageWalk walk = new PageWalk(settings.probe(), 1);
        try {
            walk.take(client.call(walk.next()));
            return Finding.ok(
                    ENDPOINT,
                    "answers; %s candidates%s"
                            .formatted(
                                    walk.total() == null ? "an unknown number of" : walk.total(),
                                    settings.filters().isEmpty() ? "" : " behind the filters of toggl.filter.*"));
        } catch (Exception e) {
            Stop stop = answers.explain(e);
            return Finding.fail(ENDPOINT, stop.exitCode(), stop.message());
        }
    }
}
