package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;

/** Reads one candidate, outside any run, for somebody who asks by id or address. */
public final class TogglCandidates {

    private final TogglReads toggl;
    private final TogglDetails details;
    private final TogglHireAnswers answers;

    TogglCandidates(TogglReads toggl, TogglDetails details, TogglHireAnswers answers) {
        this.toggl = toggl;
        this.details = details;
        this.answers = answers;
    }

    /**
     * The whole candidate with names, as {@link TogglDetails#named} makes it; none where Toggl Hire answers 404.
     *
     * @throws Stop for every other answer, after the retries of {@code handle-toggl-errors}
     */
    public Optional<JsonNode> find(String togglId) {
        return read(details.address(togglId)).map(candidate -> details.named(candidate, candidate));
    }

    /**
     * What {@code 45-add-details} would get of a candidate of the list: read whole where {@code toggl.details} is not
     * {@code never} and Toggl Hire still has the candidate.
     *
     * @throws Stop as above
     */
    public JsonNode details(JsonNode listed) {
        Optional<JsonNode> whole =
                details.areRead() ? read(details.address(listed.path("id").asText(""))) : Optional.empty();
        return details.named(whole.orElse(null), listed);
    }

    /**
     * Who a candidate is, by one call; none where Toggl Hire answers 404.
     *
     * @throws Stop as above
     */
    public Optional<FoundCandidate> who(String togglId) {
        return read(details.address(togglId)).map(FoundCandidate::of);
    }

    /**
     * The ids of those who logged in with an address; what they prefer to be written to at, Toggl Hire does not look up (toggl-9).
     *
     * @throws Stop as above
     */
    public List<String> idsOf(String email) {
        List<String> ids = new ArrayList<>();
        read(details.addressOfAll(email)).ifPresent(page -> page.path("data")
                .forEach(candidate -> ids.add(candidate.path("id").asText(""))));
        return ids;
    }

    /** @throws Stop where the list is not given out */
    void requireList() {
        read(details.addressOfFirst());
    }

    /** Whether Toggl Hire says that it has no such candidate; any other answer is no evidence. */
    boolean lacks(String togglId) {
        try {
            toggl.read(details.address(togglId));
            return false;
        } catch (Exception e) {
            return e instanceof TogglRefusal refusal && refusal.isGone();
        }
    }

    private Optional<JsonNode> read(URI address) {
        try {
            return Optional.of(toggl.read(address));
        } catch (TogglRefusal refusal) {
            if (refusal.isGone()) {
                return Optional.empty();
            }
            if (refusal.mayPass()) {
                throw new Stop(
                        Reason.TOGGL_UNAVAILABLE,
                        "Toggl Hire still answered %d to %s after all retries. Run again later"
                                .formatted(refusal.getStatusCode(), refusal.getUri()));
            }
            throw answers.explain(refusal);
        } catch (Exception e) {
            throw answers.explain(e);
        }
    }
}
