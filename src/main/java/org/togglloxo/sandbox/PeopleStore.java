package org.togglloxo.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All people by id, oldest first, and the search index that is kept with them. Guarded by its own lock. */
final class PeopleStore {

    private static final long FIRST_ID = 50_001;

    private final TreeMap<Long, Person> people = new TreeMap<>();
    private final LoxoReference reference;
    private final AddressIndex index;
    private final List<Merge> merges = new ArrayList<>();
    private long lastId = FIRST_ID - 1;
    private long lastContactId = 7_000_000;

    record Merge(long id, long survivor, long gone, Instant at) {}

    PeopleStore(Duration indexLag, LoxoReference reference) {
        this.reference = reference;
        this.index = new AddressIndex(indexLag);
    }

    AddressIndex index() {
        return index;
    }

    TreeMap<Long, Person> all() {
        return people;
    }

    List<Merge> merges() {
        return merges;
    }

    Optional<Person> find(String id) {
        return id.matches("\\d{1,18}") ? Optional.ofNullable(people.get(Long.parseLong(id))) : Optional.empty();
    }

    /** Always a new person: Loxo does not compare addresses on a create. */
    Person create(String name) {
        Person person = new Person(++lastId, name, reference);
        people.put(person.id, person);
        return person;
    }

    void addEmail(Person person, String address) {
        if (!person.hasEmail(address)) {
            Person.Contact email = new Person.Contact(++lastContactId, address, Instant.now());
            person.emails.add(email);
            index.add(person, email);
        }
    }

    void addPhone(Person person, String number) {
        if (!person.hasPhone(number)) {
            person.phones.add(new Person.Contact(++lastContactId, number, Instant.now()));
        }
    }

    void remove(Person person) {
        people.remove(person.id);
        index.remove(person);
    }

    /** The older one survives and takes over addresses and tags, as the agency's own merging does. */
    Person merge(Person one, Person other) {
        Person survivor = one.id < other.id ? one : other;
        Person gone = survivor == one ? other : one;
        remove(gone);
        gone.emails.forEach(email -> addEmail(survivor, email.value()));
        gone.phones.forEach(phone -> addPhone(survivor, phone.value()));
        survivor.tags.addAll(Set.copyOf(gone.tags));
        merges.add(new Merge(merges.size() + 1, survivor.id, gone.id, Instant.now()));
        return survivor;
    }
}
