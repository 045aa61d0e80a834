package org.togglloxo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.togglloxo.sandbox.http.HttpServer;
import org.togglloxo.sandbox.http.Instruments;
import org.togglloxo.sandbox.loxo.agency.AddressSearch;
import org.togglloxo.sandbox.loxo.agency.Agency;
import org.togglloxo.sandbox.loxo.agency.AgencySetup;
import org.togglloxo.sandbox.loxo.agency.LoxoApplication;
import org.togglloxo.sandbox.loxo.agency.LoxoDocument;
import org.togglloxo.sandbox.loxo.agency.LoxoEvent;
import org.togglloxo.sandbox.loxo.agency.PeopleStore;
import org.togglloxo.sandbox.loxo.agency.Person;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;
import org.togglloxo.sandbox.loxo.webhook.WebhookDeliveries;
import org.togglloxo.sandbox.message.Call;

/** The agency at Loxo: its people, jobs, applications and events, as they are held, whatever the search index knows of them. */
public final class SimulatedLoxo extends SimulatedService {

    private final Agency agency;
    private final PeopleStore store;
    private final WebhookDeliveries webhooks;

    SimulatedLoxo(HttpServer front, Instruments watch, Agency agency, WebhookDeliveries webhooks) {
        super(front, watch);
        this.agency = agency;
        this.store = agency.people;
        this.webhooks = webhooks;
    }

    /** What the agency has set up for itself: types, fields, lists. */
    public AgencySetup setup() {
        return new AgencySetup(agency);
    }

    /** What is registered at {@code /webhooks}, and what was delivered. */
    public WebhookDeliveries webhooks() {
        return webhooks;
    }

    /** Everybody, the oldest first. */
    public List<PersonSeed> people() {
        synchronized (store) {
            return store.all().values().stream().map(Person::snapshot).toList();
        }
    }

    public int peopleCount() {
        synchronized (store) {
            return store.all().size();
        }
    }

    public Optional<PersonSeed> person(long id) {
        synchronized (store) {
            return store.find(Long.toString(id)).map(Person::snapshot);
        }
    }

    /** Whoever holds the address, in any case of letters. */
    public List<PersonSeed> peopleByAddress(String address) {
        synchronized (store) {
            return store.index().holders(address).stream().map(Person::snapshot).toList();
        }
    }

    /** Addresses, in lower case, that more than one person holds, with the ids of these people. */
    public Map<String, List<Long>> duplicates() {
        synchronized (store) {
            return store.index().shared();
        }
    }

    /** The calls that read or wrote this person, the create included. */
    public List<Call> callsAbout(long personId) {
        String id = Long.toString(personId);
        return calls().stream().filter(call -> call.about().equals(id)).toList();
    }

    /** Writes that carried an empty value, as {@code "PUT /people/50001 person[city]"}; the first 1,000. */
    public List<String> emptyValuesReceived() {
        synchronized (store) {
            return List.copyOf(agency.emptyValues);
        }
    }

    /**
     * Adds somebody as if a recruiter had, known to the search at once.
     *
     * @return the id
     */
    public long seed(PersonSeed someone) {
        synchronized (store) {
            Person person = store.create(someone.name());
            someone.emails().forEach(address -> store.addEmail(person, address));
            someone.phones().forEach(number -> store.addPhone(person, number));
            person.tags.addAll(someone.tags());
            person.fields.putAll(someone.fields());
            store.index().catchUp();
            webhooks.changed("person", Long.toString(person.id), "create");
            return person.id;
        }
    }

    /** @return false where there is nobody with this id */
    public boolean remove(long id) {
        synchronized (store) {
            Optional<Person> person = store.find(Long.toString(id));
            person.ifPresent(store::remove);
            person.ifPresent(gone -> webhooks.changed("person", Long.toString(gone.id), "destroy"));
            return person.isPresent();
        }
    }

    /** Merges two people as Loxo does by itself where the agency has switched it on: the older one survives. */
    public long merge(long one, long other) {
        synchronized (store) {
            Person first = store.find(Long.toString(one)).orElseThrow();
            long survivor = agency.merge(first, store.find(Long.toString(other)).orElseThrow()).id;
            webhooks.changed("person", Long.toString(survivor), "update");
            webhooks.changed("person", Long.toString(survivor == one ? other : one), "destroy");
            return survivor;
        }
    }

    /** The search knows everything written so far, whatever the lag. */
    public void catchUpIndex() {
        synchronized (store) {
            store.index().catchUp();
        }
    }

    /** From now on the search makes this of several addresses. */
    public void searchBy(AddressSearch instead) {
        synchronized (store) {
            store.searchBy(instead);
        }
    }

    public List<ObjectNode> jobs() {
        synchronized (store) {
            return agency.jobs.copies();
        }
    }

    /** @return the id */
    public long addJob(String title) {
        synchronized (store) {
            long id = LoxoSeeds.addJob(agency, title);
            webhooks.changed("job", Long.toString(id), "create");
            return id;
        }
    }

    /** @return false where there is none; its applications and events stay, as those of a job that is gone */
    public boolean removeJob(long id) {
        synchronized (store) {
            boolean wasThere = agency.jobs.remove(Long.toString(id)).isPresent();
            if (wasThere) {
                webhooks.changed("job", Long.toString(id), "destroy");
            }
            return wasThere;
        }
    }

    /** Every application, the oldest first; a second one of the same person for the same job is one more. */
    public List<LoxoApplication> applications() {
        synchronized (store) {
            return List.copyOf(agency.applications.values());
        }
    }

    /** Every event, the oldest first. */
    public List<LoxoEvent> events() {
        synchronized (store) {
            return List.copyOf(agency.events.values());
        }
    }

    /** Every company, the oldest first. */
    public List<ObjectNode> companies() {
        synchronized (store) {
            return agency.companies.copies();
        }
    }

    /** @return the id */
    public long addCompany(String name) {
        synchronized (store) {
            return agency.companies.add().put("name", name).get("id").longValue();
        }
    }

    /** Files in people's profiles, the oldest first; the resume of an application is in {@link #applications}. */
    public List<LoxoDocument> documents() {
        synchronized (store) {
            return List.copyOf(agency.documents);
        }
    }
}
