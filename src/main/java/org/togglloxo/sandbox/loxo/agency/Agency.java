package org.togglloxo.sandbox.loxo.agency;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Records;

/** Everything that the agency holds at Loxo. Guarded by the store of its people. */
public final class Agency {

    private static final long FIRST_APPLICATION_ID = 400_000_001;
    private static final long FIRST_DOCUMENT_ID = 600_000_001;
    private static final long FIRST_EVENT_ID = 800_000_001;

    public final LoxoReference reference = new LoxoReference();
    public final PeopleStore people;
    public final Records jobs = new Records(33_000, 11);
    public final Records companies = new Records(200_000_001, 1);
    public final TreeMap<Long, LoxoApplication> applications = new TreeMap<>();
    public final TreeMap<Long, LoxoEvent> events = new TreeMap<>();
    public final List<LoxoDocument> documents = new ArrayList<>();
    public final List<String> emptyValues = new ArrayList<>();
    private long lastApplicationId = FIRST_APPLICATION_ID - 1;
    private long lastEventId = FIRST_EVENT_ID - 1;

    public Agency(Duration indexLag, boolean tagsAsText, AddressSearch addressSearch) {
        people = new PeopleStore(indexLag, reference, tagsAsText, addressSearch);
    }

    public long nextApplicationId() {
        return ++lastApplicationId;
    }

    public long nextEventId() {
        return ++lastEventId;
    }

    public LoxoDocument addDocument(long personId, boolean isResume, String name, byte[] content, long sourceTypeId) {
        long id = FIRST_DOCUMENT_ID + documents.size();
        LoxoDocument document = new LoxoDocument(id, personId, isResume, name, content, sourceTypeId, Instant.now());
        documents.add(document);
        return document;
    }

    /** The older of the two people survives, with the applications, events and files of both. */
    public Person merge(Person one, Person other) {
        Person survivor = people.merge(one, other);
        long gone = survivor == one ? other.id : one.id;
        applications.replaceAll((id, own) -> own.personId() == gone ? own.of(survivor.id) : own);
        events.replaceAll((id, own) -> own.personId() == gone ? own.of(survivor.id) : own);
        documents.replaceAll(own -> own.personId() == gone ? own.of(survivor.id) : own);
        return survivor;
    }

    /** {@code {id, name}} of a person, null where there is none any more. */
    public ObjectNode person(long id) {
        return people.find(Long.toString(id))
                .map(person -> Answer.JSON.createObjectNode().put("id", id).put("name", person.name))
                .orElse(null);
    }

    /** {@code {id, title}} of a job, null where there is none any more. */
    public ObjectNode job(long id) {
        return brief(jobs, id, "title");
    }

    /** {@code {id, name}} of a company, null where there is none any more. */
    public ObjectNode company(long id) {
        return brief(companies, id, "name");
    }

    private static ObjectNode brief(Records records, long id, String named) {
        return records.find(Long.toString(id))
                .map(record -> record.deepCopy().retain("id", named))
                .orElse(null);
    }
}
