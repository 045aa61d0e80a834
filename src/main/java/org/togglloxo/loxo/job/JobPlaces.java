package org.togglloxo.loxo.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.togglloxo.loxo.reference.ReferenceData;
import org.togglloxo.sync.run.RemarkCode;

/**
 * Where a job is. Loxo takes a country and a state by id and a city as text (loxo-34); a city is compared with the state's own, whose
 * spelling is taken. A place that Loxo does not know is left out: the job matters more.
 */
public final class JobPlaces {

    private static final String COUNTRIES = "/countries";

    private final ReferenceData reference;
    private final JobPolicy policy;

    public JobPlaces(ReferenceData reference, JobPolicy policy) {
        this.reference = reference;
        this.policy = policy;
    }

    /** Each of the names may be empty; a state is looked for in its country only. */
    void find(String country, String state, String city, JobDraft draft) {
        Optional<String> countryId = country.isEmpty() ? Optional.empty() : id(COUNTRIES, country, draft);
        countryId.ifPresent(id -> draft.set("country_id", id));
        String states = COUNTRIES + "/" + countryId.orElse("") + "/states";
        Optional<String> stateId = countryId.isEmpty() || state.isEmpty() ? Optional.empty() : id(states, state, draft);
        stateId.ifPresent(id -> draft.set("state_id", id));
        if (countryId.isEmpty() && !state.isEmpty()) {
            leaveOut("state", state, "a state needs its country");
        }
        if (!city.isEmpty()) {
            stateId.map(id -> city(states + "/" + id + "/cities", city, draft))
                    .orElse(Optional.of(city))
                    .ifPresent(name -> draft.set("city", name));
        }
    }

    private Optional<String> id(String path, String name, JobDraft draft) {
        Optional<List<JsonNode>> found = reference.pagesAbout(path, name, JobPolicy.CONSEQUENCE);
        if (found.isEmpty()) {
            draft.hinder("Loxo's %s cannot be read".formatted(path));
            return Optional.empty();
        }
        Optional<String> id =
                exactly(found.get(), name).map(place -> place.path("id").asText());
        if (id.isEmpty()) {
            leaveOut(path.equals(COUNTRIES) ? "country" : "state", name, "Loxo has none of that name");
        }
        return id;
    }

    private Optional<String> city(String path, String name, JobDraft draft) {
        Optional<List<JsonNode>> cities = reference.scroll(path, JobPolicy.CONSEQUENCE);
        if (cities.isEmpty()) {
            draft.hinder("Loxo's %s cannot be read".formatted(path));
            return Optional.empty();
        }
        Optional<String> own =
                exactly(cities.get(), name).map(city -> city.path("name").asText());
        if (own.isEmpty()) {
            leaveOut("city", name, "the state has none of that name in Loxo");
        }
        return own;
    }

    private static Optional<JsonNode> exactly(List<JsonNode> places, String name) {
        return places.stream()
                .filter(place -> ReferenceData.same(place.path("name").asText(""), name))
                .findFirst();
    }

    private void leaveOut(String what, String name, String why) {
        policy.leaveOut(
                RemarkCode.JOB_PLACE_UNKNOWN,
                "The %s '%s' of jobs.%s is not used, since %s".formatted(what, name, what, why));
    }
}
