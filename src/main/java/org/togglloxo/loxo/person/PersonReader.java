package org.togglloxo.loxo.person;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.togglloxo.candidate.Address;
import org.togglloxo.loxo.api.LoxoClient;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.api.SingleCalls;
import org.togglloxo.sync.delivery.RedeliveryCounter;

/** People of Loxo's, for somebody who decides by hand who is who, and for whoever was told that they changed. */
public final class PersonReader {

    private final LoxoClient client;
    private final SingleCalls calls;

    public PersonReader(LoxoClient client, SingleCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    /** None where Loxo has no such person. */
    public Optional<FoundPerson> find(String id) {
        JsonNode answer = calls.ask(LoxoRequest.getIfThere("/people/" + id));
        return Optional.ofNullable(answer)
                .map(LoxoPerson::new)
                .filter(person -> person.id().isPresent())
                .map(person -> FoundPerson.of(id, person));
    }

    /** Step {@code look-for-person}: whether a person is there, was merged into another one, or is gone. Sets {@code lookup}. */
    public void lookFor(Exchange exchange) throws Exception {
        MergeLookup lookup = new MergeLookup(exchange.getVariable("person-id", String.class));
        lookup.ask(request -> client.call(request, exchange));
        exchange.setVariable("lookup", lookup);
        RedeliveryCounter.over(exchange);
    }

    /**
     * A person of Loxo's, for somebody who has to decide who it is.
     *
     * @param name as Loxo has it, else a word for that there is none
     */
    public record FoundPerson(String id, String name, List<String> emails) {

        static FoundPerson of(String id, LoxoPerson person) {
            String name = person.value("name");
            return new FoundPerson(id, name == null ? "without a name" : name, List.copyOf(person.emails()));
        }

        /** Whether one of the addresses is this person's. */
        public boolean holdsAny(Collection<String> addresses) {
            return addresses.stream().anyMatch(address -> emails.stream().anyMatch(own -> Address.same(own, address)));
        }
    }
}
