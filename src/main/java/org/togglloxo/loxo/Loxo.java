package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Defer;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Retry;
import org.togglloxo.ledger.Known;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.PendingCreates;
import org.togglloxo.route.Lanes;
import org.togglloxo.sync.Runs;

/** The steps around the calls to Loxo, by the names the routes use. They return data; the routes decide what is next. */
public final class Loxo {

    private final LoxoSettings settings;
    private final LoxoAnswers answers;
    private final Mapping mapping = new Mapping(MappingSchema.CANDIDATE.file());
    private final CustomFields customFields;
    private final SourceTypes sourceTypes;
    private final Ledger ledger;
    private final Runs runs;
    private final boolean overwrite;
    private final IndexLag lag;

    /** @param overwrite whether filled fields of people not created from here are written */
    Loxo(
            LoxoSettings settings,
            LoxoAnswers answers,
            CustomFields customFields,
            SourceTypes sourceTypes,
            Ledger ledger,
            Runs runs,
            boolean overwrite,
            IndexLag lag) {
        this.settings = settings;
        this.answers = answers;
        this.customFields = customFields;
        this.sourceTypes = sourceTypes;
        this.ledger = ledger;
        this.runs = runs;
        this.overwrite = overwrite;
        this.lag = lag;
    }

    /**
     * Step {@code read-mapping}: what the mapping says, checked.
     *
     * @param trial set where the rules are only tried
     * @throws Fail when it holds what {@link MappingSchema#CANDIDATE} does not, or leaves out the address
     */
    public Delivery delivery(
            @Body JsonNode mapped,
            @Variable("candidate-id") String togglId,
            @Variable("lane") String lane,
            @Variable("trial") Object trial) {
        return mapping.delivery(mapped, togglId, lane, trial != null);
    }

    /** Step {@code refuse-unknown-lane}: nobody can tell what is to become of the candidate. */
    public void refuseLane(Exchange exchange, @Variable("lane") String lane) {
        String sentence = Lanes.in(exchange.getContext()).sentence(lane == null ? "" : lane);
        throw new Fail("mapping", Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1));
    }

    /** Step {@code add-to-delivery}: what the mapping makes of the details, added to what it made of the list. */
    public Delivery withDetails(
            @Body JsonNode mapped, @Variable("delivery") Delivery delivery, @Variable("trial") Object trial) {
        return mapping.withDetails(mapped, delivery, trial != null);
    }

    /** Asks Loxo whether the agency has the fields that a delivery names; what it lacks is remarked. */
    public void examineFields(Delivery delivery) {
        customFields.resolve(delivery.fields());
    }

    private Extras extras(Delivery delivery) {
        return new Extras(customFields.resolve(delivery.fields()), sourceTypes.id(), settings.sourceType());
    }

    /** Step {@code plan-search}: the questions by which this person is found. */
    public Search search(@Variable("known") Known known, @Variable("delivery") Delivery delivery) {
        SearchHints hints = new SearchHints(
                ledger.peopleWith(delivery), ledger.unfinishedPeople(delivery), pending(known, delivery));
        if (known.loxoId() == null) {
            return Search.byAddresses(delivery.emails(), hints);
        }
        List<String> settled = known.createdHere() ? List.of() : ledger.addressesLeadingTo(known.loxoId(), delivery);
        return Search.ofPerson(
                new OwnPerson(known.loxoId(), settled, overwrite || known.createdHere()), delivery.emails(), hints);
    }

    /** Somebody who was erased a moment ago may have been created the moment before, and the ledger no longer knows whom. */
    private PendingCreates pending(Known known, Delivery delivery) {
        PendingCreates pending = ledger.pendingCreates(known, delivery);
        long erased = ledger.lastErased();
        return lag.hides(erased) ? pending.and(erased) : pending;
    }

    public boolean hasQuestion(@Variable("search") Search search) {
        return search.hasNext();
    }

    public LoxoRequest question(@Variable("search") Search search) {
        return search.request();
    }

    public void learn(@Variable("search") Search search, @Body JsonNode answer) {
        search.learn(answer);
    }

    /**
     * Step {@code settle-pending-create}: what the search says of a create whose answer never came, be it
     * this candidate's or that of another one with the same address.
     *
     * @return the candidate as it is known now: with its person, or with nothing pending any more
     * @throws Retry while Loxo's search may still lag behind the create
     * @throws Defer where whoever it made may be among people who were not looked through
     */
    public Known settle(
            @Variable("known") Known known,
            @Variable("delivery") Delivery delivery,
            @Variable("search") Search search) {
        search.gone().forEach(ledger::forgetPerson);
        Known now = search.gone().contains(known.loxoId()) ? ledger.lose(known) : known;
        if (search.isAmbiguous()) {
            return now;
        }
        if (search.isCutShort() && (known.createPending() || !search.isFound())) {
            throw new Defer(
                    "create-pending",
                    "POST /people was sent with addresses that the candidate no longer has, and its answer was lost: whoever it made may be further back than the newest people that are looked through. Look in Loxo, then use: link CANDIDATE PERSON or, where nobody was made, forget CANDIDATE");
        }
        if (search.isFound() && known.createPending() && search.isSentFound()) {
            return ledger.confirm(known, delivery, search.ids().get(0));
        }
        if (!search.isFound() && lag.hides(ledger.lastErased())) {
            throw new Retry(
                    "create-pending",
                    "Somebody was erased from the ledger a moment ago, and whom Loxo made just before may not be seen yet (loxo.index-lag)");
        }
        boolean open = !search.isFound() || known.createPending() || search.isAboutNewAddresses();
        if (open && search.lastPending().filter(lag::hides).isPresent()) {
            throw lag.wait("create-pending", "POST /people", "the person");
        }
        return known.createPending() ? ledger.retract(known) : now;
    }

    /** Step {@code check-nobody-else}: meanwhile the addresses may have come to belong to several people. */
    public void refuseAmbiguity(@Variable("search") Search search) {
        if (search.isAmbiguous()) {
            throw search.ambiguity();
        }
    }

    /**
     * Step {@code require-address}.
     *
     * @throws Fail when Loxo refused every address: nobody could tell whether a person without one is there already
     */
    public void requireAddress(@Variable("delivery") Delivery delivery) {
        if (delivery.emails().isEmpty()) {
            throw new Fail(
                    "refused",
                    "Loxo calls every address of the candidate invalid (\"Email is invalid\"), and nobody is created without one. Mend the address in Toggl Hire");
        }
    }

    /** Step {@code fill-create-form}. */
    public LoxoRequest creation(@Variable("delivery") Delivery delivery) {
        return PersonChanges.creation(delivery);
    }

    /** Step {@code check-created}: the new person's id. */
    public String createdId(@Variable("request") LoxoRequest request, @Body JsonNode answer) {
        return answers.idOf(request, answer, "person");
    }

    /** Step {@code plan-completion}: what POST does not take, tags and further addresses. */
    public Iterator<LoxoRequest> completion(
            @Variable("delivery") Delivery delivery, @Variable("loxo-id") String loxoId) {
        List<Change> more = new ArrayList<>(extras(delivery).onNew());
        delivery.emails().stream()
                .skip(1)
                .map(email -> new Change("email", null, email))
                .forEach(more::add);
        return writes(loxoId, new PersonChanges(more, delivery.tags(), Optional.empty(), List.of()));
    }

    /** The only person found. */
    public String foundId(@Variable("search") Search search) {
        return search.ids().get(0);
    }

    /** Step {@code read-person}: a search answers lines of a list, and blanks are told by the whole record alone. */
    public LoxoRequest wholePerson(@Variable("search") Search search) {
        return LoxoRequest.get("/people/" + search.ids().get(0), List.of());
    }

    public void learnWhole(@Variable("search") Search search, @Body JsonNode answer) {
        search.read(new LoxoPerson(answer));
    }

    /** Step {@code compare-with-person}: what a delivery changes on the person found. */
    public PersonChanges changes(
            @Variable("search") Search search,
            @Variable("delivery") Delivery delivery,
            @Variable("known") Known known) {
        List<String> stale = new ArrayList<>(known.tags());
        stale.removeAll(delivery.tags());
        if (!stale.isEmpty()) {
            stale.removeAll(ledger.tagsOfOthers(search.ids().get(0), delivery.togglId()));
        }
        if (!stale.isEmpty() && search.person().tags().isEmpty()) {
            runs.remark(
                    "tags-untold",
                    "Loxo does not tell which tags people have (all_raw_tags): those of an earlier lane stay beside the new ones. Take them away in Loxo by hand");
        }
        return PersonChanges.of(
                search.person(),
                search.withoutTaken(delivery),
                extras(delivery),
                overwrite || known.createdHere(),
                stale);
    }

    /** Step {@code record-tags}: before they are written, since the run may end in the middle. */
    public Known tagging(@Variable("known") Known known, @Variable("delivery") Delivery delivery) {
        return ledger.rememberTags(
                known,
                delivery,
                Stream.concat(known.tags().stream(), delivery.tags().stream())
                        .distinct()
                        .toList());
    }

    /** Step {@code record-tags-written}: where Loxo does not tell which there are, earlier ones were not taken away. */
    public Known tagged(
            @Variable("known") Known known,
            @Variable("delivery") Delivery delivery,
            @Variable("search") Search search) {
        return search.isFound() && search.person().tags().isEmpty()
                ? known
                : ledger.rememberTags(known, delivery, delivery.tags());
    }

    /** What a create would write. */
    public PersonChanges changesOfNew(@Variable("delivery") Delivery delivery) {
        return PersonChanges.ofNew(delivery, extras(delivery));
    }

    /** Changes as {@code plan} shows them, a line each. */
    public List<String> lines(@Variable("changes") PersonChanges changes) {
        return changes.lines();
    }

    /** Step {@code plan-update}. */
    public Iterator<LoxoRequest> update(
            @Variable("changes") PersonChanges changes, @Variable("loxo-id") String loxoId) {
        return writes(loxoId, changes);
    }

    public boolean hasWrite(@Variable("writes") Iterator<LoxoRequest> writes) {
        return writes.hasNext();
    }

    public LoxoRequest write(@Variable("writes") Iterator<LoxoRequest> writes) {
        return writes.next();
    }

    /** Step {@code check-written}: success needs an id for a PUT as well. */
    public void checkWritten(@Variable("request") LoxoRequest request, @Body JsonNode answer) {
        answers.idOf(request, answer, "person");
    }

    private static Iterator<LoxoRequest> writes(String loxoId, PersonChanges changes) {
        return changes.forms().stream()
                .map(form -> LoxoRequest.write("PUT", "/people/" + loxoId, form))
                .iterator();
    }
}
