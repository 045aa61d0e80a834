package org.togglloxo.sandbox.loxo.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.togglloxo.sandbox.loxo.agency.PeopleStore;
import org.togglloxo.sandbox.loxo.agency.Person;
import org.togglloxo.sandbox.loxo.form.LoxoErrors;
import org.togglloxo.sandbox.loxo.form.PeopleListing;
import org.togglloxo.sandbox.loxo.form.PersonForm;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Endpoints;
import org.togglloxo.sandbox.message.InvalidParameters;
import org.togglloxo.sandbox.message.Request;

/** The people of the agency over HTTP. */
public final class PeopleEndpoints {

    private final PeopleStore store;
    private final PersonForm form;
    private final PeopleListing listing;

    public PeopleEndpoints(PeopleStore store, PersonForm form, int mostPerPage) {
        this.store = store;
        this.form = form;
        this.listing = new PeopleListing(store, mostPerPage);
    }

    public void addTo(Endpoints endpoints) {
        endpoints
                .on("GET /people", listing::list)
                .on("POST /people", this::create)
                .on("GET /people/{id}", request -> person(request, found -> Answer.ok(found.json())))
                .on("PUT /people/{id}", request -> person(request, found -> update(request, found)))
                .on("POST /people/update_by_email", this::updateByEmail);
    }

    private Answer create(Request request) {
        String refusal = form.refusal(request);
        if (refusal != null) {
            return LoxoErrors.errors(400, refusal);
        }
        Person person = store.create(request.field("person[name]"));
        form.apply(request, person);
        return written(201, person);
    }

    /** Whoever holds the address, the oldest first; nobody is created. */
    private Answer updateByEmail(Request request) {
        return store.index().holders(request.field("person[email]")).stream()
                .min(Comparator.comparing(person -> person.id))
                .map(person -> update(request, person))
                .orElseGet(LoxoErrors::notFound);
    }

    private Answer update(Request request, Person person) {
        String name = request.field("person[name]");
        if (name != null && name.isBlank()) {
            throw new InvalidParameters(List.of("person[name]"));
        }
        String refusal = form.refusal(request);
        if (refusal != null) {
            return LoxoErrors.errors(400, refusal);
        }
        form.apply(request, person);
        person.updatedAt = Instant.now();
        return written(200, person);
    }

    private static Answer written(int status, Person person) {
        ObjectNode body = Answer.JSON.createObjectNode();
        body.set("person", person.json());
        body.putArray("errors");
        return Answer.json(status, body).about(person.id);
    }

    private Answer person(Request request, Function<Person, Answer> answer) {
        return store.find(request.pathValue("id"))
                .map(found -> answer.apply(found).about(found.id))
                .orElseGet(LoxoErrors::notFound);
    }
}
