package org.togglloxo.loxo.person;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.api.ScrollPosition;
import org.togglloxo.loxo.api.SingleCalls;

/**
 * Reads everybody in Loxo, 100 a call, and compares them with the ledger and with what the mapping says today. A line of the list
 * does not tell all: where it seems to differ, the person is read whole. Nothing is written. Used by one thread.
 */
public final class ReadBack {

    private static final Logger LOG = LoggerFactory.getLogger(ReadBack.class);
    private static final int MOST_PAGES = 10_000;

    private final SingleCalls calls;
    private final PersonRules rules;
    private final Ledger ledger;
    private final Set<String> known = new HashSet<>();
    private final Set<String> others = new HashSet<>();
    private final Set<String> met = new HashSet<>();
    private final Set<String> tags = new HashSet<>();
    private final Map<String, Difference> strangers = new LinkedHashMap<>();
    private final ScrollPosition position = PeoplePage.first(MOST_PAGES);
    private PeoplePage first;

    public ReadBack(SingleCalls calls, PersonRules rules, Ledger ledger) {
        this.calls = calls;
        this.rules = rules;
        this.ledger = ledger;
    }

    /** Asks for the first page. Returns how many people there are, as Loxo says; 0 where it does not. */
    public long begin() {
        known.addAll(ledger.candidates().people());
        others.addAll(ledger.candidates().peopleOfOthers());
        first = page();
        return first.total(0);
    }

    /** How many people the ledger knows. */
    public long known() {
        return known.size();
    }

    /**
     * Reads on to the end.
     *
     * @param deliveries what the mapping says today, by candidate
     * @param found is told of each difference
     */
    public void compare(Map<String, Delivery> deliveries, Consumer<Difference> found) {
        deliveries.values().forEach(delivery -> tags.addAll(delivery.tags()));
        tags.addAll(ledger.candidates().tags());
        PeoplePage page = first;
        compare(page.lines(), deliveries, found);
        while (page.turn(position)) {
            page = page();
            compare(page.lines(), deliveries, found);
        }
        known.forEach(person -> {
            if (!met.contains(person)) {
                lookFor(person, deliveries, found);
            }
        });
        strangers.values().forEach(found);
    }

    private PeoplePage page() {
        return new PeoplePage(calls.ask(PeoplePage.request(List.of(), position)));
    }

    private void compare(List<JsonNode> lines, Map<String, Delivery> deliveries, Consumer<Difference> found) {
        Map<String, LoxoPerson> ours = new HashMap<>();
        for (JsonNode line : lines) {
            LoxoPerson person = new LoxoPerson(line);
            String id = person.id().orElse("");
            if (!met.add(id)) {
                continue;
            }
            if (known.contains(id)) {
                ours.put(id, person);
            } else if (!others.contains(id)
                    && person.tags().orElse(List.of()).stream().anyMatch(tags::contains)) {
                List<String> own = new ArrayList<>(person.tags().orElse(List.of()));
                own.retainAll(tags);
                strangers.put(id, new Difference(Difference.Kind.UNKNOWN, "", id, own));
            }
        }
        for (CandidateRecord candidate : candidates(ours.keySet())) {
            compare(candidate, ours, deliveries.get(candidate.togglId()), found);
        }
    }

    /** Those of this workspace: another one may deliver into the same agency. */
    private List<CandidateRecord> candidates(Set<String> people) {
        return ledger.ofPeople(people).stream()
                .filter(one -> one.scope().workspace().equals(ledger.scope().workspace()))
                .toList();
    }

    private void compare(
            CandidateRecord candidate, Map<String, LoxoPerson> people, Delivery delivery, Consumer<Difference> found) {
        String id = candidate.loxoId();
        if (differences(candidate, people.get(id), delivery).isEmpty()) {
            return;
        }
        JsonNode whole = calls.ask(LoxoRequest.getIfThere("/people/" + id));
        if (whole == null) {
            // deleted or merged a moment ago
            met.remove(id);
            return;
        }
        LoxoPerson person = new LoxoPerson(whole);
        people.put(id, person);
        differences(candidate, person, delivery).forEach(found);
    }

    private List<Difference> differences(CandidateRecord candidate, LoxoPerson person, Delivery delivery) {
        List<Difference> differences = new ArrayList<>();
        List<String> lacking = new ArrayList<>(candidate.tags());
        person.tags().ifPresent(lacking::removeAll);
        if (!lacking.isEmpty()) {
            differences.add(difference(Difference.Kind.WITHOUT_TAG, candidate, lacking));
        }
        Optional.ofNullable(delivery)
                .map(now -> written(candidate, person, now))
                .ifPresent(names -> {
                    if (!names.isEmpty()) {
                        differences.add(difference(Difference.Kind.DIFFERENT, candidate, List.copyOf(names)));
                    }
                });
        return differences;
    }

    /** The names of what would be written; the values stand in the log at DEBUG alone. */
    private Set<String> written(CandidateRecord candidate, LoxoPerson person, Delivery delivery) {
        PersonChanges changes = rules.of(person, delivery, candidate, List.of());
        Set<String> names = new LinkedHashSet<>();
        changes.fields().forEach(change -> names.add(change.label()));
        List<String> newTags = new ArrayList<>(changes.newTags());
        newTags.removeAll(candidate.tags());
        newTags.forEach(tag -> names.add("tag " + tag));
        if (!names.isEmpty()) {
            LOG.debug("candidate {}, person {}: {}", candidate.togglId(), candidate.loxoId(), changes.lines());
        }
        return names;
    }

    private static Difference difference(Difference.Kind kind, CandidateRecord candidate, List<String> what) {
        return new Difference(kind, candidate.shownId(), candidate.loxoId(), what);
    }

    /** Not in the list: that may have been cut off. */
    private void lookFor(String id, Map<String, Delivery> deliveries, Consumer<Difference> found) {
        MergeLookup lookup = new MergeLookup(id);
        try {
            lookup.ask(calls::ask);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        List<CandidateRecord> candidates = candidates(Set.of(id));
        if (lookup.isMerged()) {
            // who has the tags of both
            strangers.remove(lookup.getSurvivor());
            candidates.forEach(candidate ->
                    found.accept(difference(Difference.Kind.MERGED, candidate, List.of(lookup.getSurvivor()))));
        } else if (lookup.isGone()) {
            candidates.forEach(candidate -> found.accept(difference(Difference.Kind.MISSING, candidate, List.of())));
        } else {
            Map<String, LoxoPerson> people = new HashMap<>();
            people.put(id, new LoxoPerson(JsonNodeFactory.instance.objectNode()));
            candidates.forEach(candidate -> compare(candidate, people, deliveries.get(candidate.togglId()), found));
        }
    }

    /**
     * Something in Loxo that is not as the ledger or the mapping of today have it; without anybody's values.
     *
     * @param candidate the id as people see it; empty for {@link Kind#UNKNOWN}
     * @param person the id in Loxo
     * @param what names of fields or tags, or the id of whom the person was merged into
     */
    public record Difference(Kind kind, String candidate, String person, List<String> what) {

        /** What it may be; in the order in which they are told. */
        public enum Kind {
            MISSING("The person is gone, and was merged into nobody"),
            MERGED("The person was merged into another one"),
            WITHOUT_TAG("The person lacks tags that stand there as far as the ledger knows"),
            DIFFERENT("The mapping of today would write fields or tags of the person"),
            UNKNOWN("The person has a tag of ours, and no candidate in the ledger is this person");

            private final String title;

            Kind(String title) {
                this.title = title;
            }

            public String title() {
                return title;
            }

            /** As JSON has it, such as {@code without_tag}. */
            public String code() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }
}
