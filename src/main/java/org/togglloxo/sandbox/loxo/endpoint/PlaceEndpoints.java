package org.togglloxo.sandbox.loxo.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.togglloxo.sandbox.loxo.agency.Places;
import org.togglloxo.sandbox.loxo.form.LoxoErrors;
import org.togglloxo.sandbox.loxo.form.Paging;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Endpoints;
import org.togglloxo.sandbox.message.Request;

/** Countries and their states by page, the cities of a state by scroll and without a query. */
public final class PlaceEndpoints {

    private static final String STATES = "/countries/{country_id}/states";

    private final Places places;
    private final int mostPerPage;

    public PlaceEndpoints(Places places, int mostPerPage) {
        this.places = places;
        this.mostPerPage = mostPerPage;
    }

    public void addTo(Endpoints endpoints) {
        endpoints
                .on("GET /countries", request -> named(request, places.countries(), "countries"))
                .on(
                        "GET " + STATES,
                        request -> inCountry(
                                request,
                                () -> named(request, places.states(request.pathValue("country_id")), "states")))
                .on("GET " + STATES + "/{state_id}/cities", request -> inCountry(request, () -> cities(request)));
    }

    private Answer named(Request request, Iterable<? extends JsonNode> all, String listName) {
        List<? extends JsonNode> found = StreamSupport.stream(all.spliterator(), false)
                .filter(place ->
                        Paging.matches(request.query("query"), place.get("name").textValue()))
                .toList();
        return Paging.pages(request, found, listName, mostPerPage);
    }

    private Answer cities(Request request) {
        String state = request.pathValue("state_id");
        return places.isStateOf(request.pathValue("country_id"), state)
                ? Paging.scroll(
                        request,
                        places.cities(state),
                        city -> city.get("id").longValue(),
                        city -> city,
                        "cities",
                        mostPerPage)
                : LoxoErrors.notFound();
    }

    private Answer inCountry(Request request, Supplier<Answer> answer) {
        boolean known = StreamSupport.stream(places.countries().spliterator(), false)
                .anyMatch(country -> country.get("id").asText().equals(request.pathValue("country_id")));
        return known ? answer.get() : LoxoErrors.notFound();
    }
}
