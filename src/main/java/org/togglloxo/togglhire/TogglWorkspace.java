package org.togglloxo.togglhire;

import java.util.LinkedHashMap;
import java.util.Map;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;

/** By what a workspace is known again: Toggl Hire gives it no id (toggl-18), and keys change. */
public final class TogglWorkspace {

    private final TogglNames names;
    private final TogglCandidates candidates;

    TogglWorkspace(TogglNames names, TogglCandidates candidates) {
        this.names = names;
        this.candidates = candidates;
    }

    /** The names of all its openings by id, whatever the filters; empty where there are none, or they cannot be read. */
    public Map<String, String> openings() {
        Map<String, String> openings = new LinkedHashMap<>();
        names.openings()
                .forEach((id, opening) ->
                        openings.put(id, opening.path("name").asText("").strip()));
        openings.remove("");
        return openings;
    }

    /**
     * The same where somebody is to be bound to them.
     *
     * @throws Stop where the key is refused, or they cannot be read now
     */
    public Map<String, String> requireOpenings() {
        candidates.requireList();
        Map<String, String> openings = openings();
        if (names.areOpeningsUnread()) {
            throw new Stop(
                    Reason.TOGGL_UNAVAILABLE,
                    "Toggl Hire's /openings cannot be read now, and by them a workspace is known again: nothing was changed. Run it again later");
        }
        return openings;
    }

    /** Whether Toggl Hire says that it has no such candidate; any other answer is no evidence. */
    public boolean lacks(String togglId) {
        return candidates.lacks(togglId);
    }
}
