package org.togglloxo.sandbox.loxo.agency;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All people by id, oldest first, and the search index that is kept with them. Guarded by its own lock. */
public final class PeopleStore {

    private static final long FIRST_ID = 50_001;
    private static final long EMAIL_TYPE = 71;
    private static final long PHONE_TYPE = 81;

    private final TreeMap<Long, Person> people = new TreeMap<>();
    private final LoxoReference reference;
    private final boolean tagsAsText;
    private final AddressIndex index;
    private final List<Merge> merges = new ArrayList<>();
    private AddressSearch addressSearch;
    private long lastId = FIRST_ID - 1;
    private long lastContactId = 7_000_000;

    public record Merge(long id, long survivor, long gone, Instant at) {}

    PeopleStore(Duration indexLag, LoxoReference reference, boolean tagsAsText, AddressSearch addressSearch) {
        this.reference = reference;
        this.tagsAsText = tagsAsText;
        this.addressSearch = addressSearch;
        this.index = new AddressIndex(indexLag);
    }

    public AddressIndex index() {
        return index;
    }

    public AddressSearch addressSearch() {
        return addressSearch;
    }

    public void searchBy(AddressSearch instead) {
        addressSearch = instead;
    }

    public TreeMap<Long, Person> all() {
        return people;
    }

    public List<Merge> merges() {
        return merges;
    }

    public Optional<Person> find(String id) {
        return id.matches("\\d{1,18}") ? Optional.ofNullable(people.get(Long.parseLong(id))) : Optional.empty();
    }

    /** Always a new person: Loxo does not compare addresses on a create. */
    public Person create(String name) {
        Person person = new Person(++lastId, name, reference, tagsAsText);
        people.put(person.id, person);
        return person;
    }

    public void addEmail(Person person, String address) {
        addEmail(person, address, 0);
    }

    /** @return what was added, or what the person held already; a type of 0 is the usual one */
    public Person.Contact addEmail(Person person, String address, long typeId) {
        Optional<Person.Contact> held = person.emails.stream()
                .filter(email -> email.value().equalsIgnoreCase(address))
                .findFirst();
        return held.orElseGet(() -> {
            Person.Contact email = contact(address, typeId == 0 ? EMAIL_TYPE : typeId);
            person.emails.add(email);
            index.add(person, email);
            return email;
        });
    }

    public void addPhone(Person person, String number) {
        addPhone(person, number, 0);
    }

    /** @return what was added, or what the person held already; a type of 0 is the usual one */
    public Person.Contact addPhone(Person person, String number, long typeId) {
        Optional<Person.Contact> held = person.phones.stream()
                .filter(phone -> phone.value().equals(number))
                .findFirst();
        return held.orElseGet(() -> {
            Person.Contact phone = contact(number, typeId == 0 ? PHONE_TYPE : typeId);
            person.phones.add(phone);
            return phone;
        });
    }

    public long nextContactId() {
        return ++lastContactId;
    }

    private Person.Contact contact(String value, long typeId) {
        return new Person.Contact(nextContactId(), value, Instant.now(), typeId);
    }

    public void remove(Person person) {
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
