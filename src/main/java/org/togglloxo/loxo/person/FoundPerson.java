package org.togglloxo.loxo.person;

import java.util.Collection;
import java.util.List;
import org.togglloxo.candidate.Address;
import org.togglloxo.loxo.api.LoxoPerson;

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
