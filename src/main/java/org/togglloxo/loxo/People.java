package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** People of Loxo's, for somebody who decides by hand who is who. */
public final class People {

    private final SingleCalls calls;

    People(SingleCalls calls) {
        this.calls = calls;
    }

    /** None where Loxo has no such person. */
    public Optional<FoundPerson> find(String id) {
        JsonNode answer = calls.ask(LoxoRequest.getIfThere("/people/" + id));
        return Optional.ofNullable(answer)
                .map(found -> new LoxoPerson(found.path("person").isObject() ? found.path("person") : found))
                .filter(person -> person.id().isPresent())
                .map(person -> FoundPerson.of(id, person));
    }
}
