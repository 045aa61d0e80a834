package org.togglloxo.loxo.kamelet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConverter;
import org.togglloxo.candidate.Address;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.loxo.api.LoxoAnswers;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.mapping.Mapping;
import org.togglloxo.loxo.person.Change;
import org.togglloxo.loxo.person.CustomValues;
import org.togglloxo.loxo.person.PersonChanges;
import org.togglloxo.loxo.person.PersonSearch;
import org.togglloxo.loxo.person.PersonWrites;
import org.togglloxo.loxo.person.SearchHints;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;
import org.togglloxo.sync.delivery.AddressLocks;

/** Loxo for the Kamelet {@code loxo-person-sink}: one person, found by an address that is exactly equal. */
public final class PersonWriter extends LoxoConnection {

    private static final String BODY = "the body of the message";
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final CustomValues NO_EXTRAS = new CustomValues(List.of(), Optional.empty(), "");

    private final Mapping mapping = new Mapping(BODY, BODY);
    private boolean overwrite;

    /** {@code blanks} or {@code overwrite}: what is written on somebody who is there. */
    public void setFill(String fill) {
        parameters.put("fill", "sync.fill", fill);
    }

    @Override
    void check(Settings all, List<Problem> problems) {
        overwrite =
                all.oneOf("sync.fill", List.of("blanks", "overwrite"), problems).equals("overwrite");
    }

    /**
     * Creates or updates.
     *
     * @param body {@code {"person":{},"emails":[],"tags":[],"create":true}}, as the mapping in the flow gives it: as a
     *     Jackson tree, a map, or JSON as text
     * @return {@code outcome}, one of created, updated, unchanged and skipped, and {@code id}, which a skipped one lacks
     * @throws Fail when it is refused, belongs to several people, or is no such object
     */
    public JsonNode write(@Body Object body, Exchange message) throws Exception {
        return told(() -> written(body, message));
    }

    private JsonNode written(Object body, Exchange message) throws Exception {
        if (body == null) {
            throw new Fail(
                    Reason.MAPPING,
                    "The message has no body, and an object with person, emails and tags is needed. Set it before the Kamelet");
        }
        JsonNode mapped = json(body, message);
        if (mapped == null || !mapped.isObject()) {
            throw new Fail(
                    Reason.MAPPING,
                    "The body of the message (%s) is no JSON object that names each member once, and one with person, emails and tags is needed. Set it before the Kamelet"
                            .formatted(body.getClass().getName()));
        }
        if (!mapped.path("fields").isEmpty()) {
            throw new Fail(
                    Reason.MAPPING,
                    "The mapping gives fields by name, which takes the whole flow. Name the agency's key under person, such as custom_text_3");
        }
        Delivery delivery = mapping.delivery(mapped, "", "", false);
        if (!delivery.putForward().equals("none")) {
            throw new Fail(
                    Reason.MAPPING,
                    "The mapping gives put_forward, which takes the whole flow. Use loxo-apply-sink instead");
        }
        Set<String> addresses = delivery.addressHashes();
        return holding(
                addresses,
                message,
                claim -> lookingFirst(addresses, (hints, again) -> write(delivery, claim, hints, again)));
    }

    /** Null where it is none; what is text is read to its end. */
    private static JsonNode json(Object body, Exchange message) {
        TypeConverter converter = message.getContext().getTypeConverter();
        if (body instanceof JsonNode || body instanceof Map) {
            return converter.tryConvertTo(JsonNode.class, message, body);
        }
        try {
            String text = converter.tryConvertTo(String.class, message, body);
            return text == null ? null : STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private JsonNode write(Delivery delivery, AddressLocks.Claim claim, SearchHints hints, boolean again)
            throws Exception {
        PersonSearch search = PersonSearch.byAddresses(delivery.emails(), hints);
        search.ask(this::call);
        refuseSeveral(search);
        if (search.isFound()) {
            claimPeople(claim, search.ids());
            // one that was made by this very message lacks what POST does not take
            return update(delivery, search, again);
        }
        return delivery.create() ? create(delivery) : result(Outcome.SKIPPED, null);
    }

    private JsonNode create(Delivery delivery) throws Exception {
        LoxoRequest request = PersonChanges.creation(delivery);
        JsonNode answer = post(request);
        String id = LoxoAnswers.idOf(request, answer);
        recent().isMadeFor(delivery.addressHashes(), id);
        if (PersonSearch.isSomebodyElse(new LoxoPerson(answer), delivery)) {
            LoxoPerson there = new LoxoPerson(call(LoxoRequest.get("/people/" + id, List.of())));
            put(delivery, id, PersonChanges.of(there, delivery, NO_EXTRAS, overwrite, List.of()));
            return result(Outcome.UPDATED, id);
        }
        List<Change> more = delivery.emails().stream()
                .skip(1)
                .map(email -> new Change("email", null, email))
                .toList();
        put(delivery, id, new PersonChanges(more, delivery.tags(), Optional.empty(), List.of()));
        return result(Outcome.CREATED, id);
    }

    private JsonNode update(Delivery delivery, PersonSearch search, boolean own) throws Exception {
        String id = search.ids().get(0);
        search.readWhole(this::call);
        boolean changed =
                put(delivery, id, PersonChanges.of(search.person(), delivery, NO_EXTRAS, overwrite || own, List.of()));
        return result(own ? Outcome.CREATED : changed ? Outcome.UPDATED : Outcome.UNCHANGED, id);
    }

    private boolean put(Delivery delivery, String id, PersonChanges changes) throws Exception {
        PersonWrites writes = new PersonWrites(delivery, id, changes);
        boolean changed = !writes.isEmpty();
        // another message with one of the addresses may come when this one fails
        recent().isMadeFor(writes.addresses().stream().map(Address::hash).toList(), id);
        writes.make(this::call);
        recent().isFoundBy(delivery.addressHashes(), id);
        return changed;
    }

    private static JsonNode result(Outcome outcome, String id) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("outcome", outcome.word())
                .put("id", id);
    }
}
