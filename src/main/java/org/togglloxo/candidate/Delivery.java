package org.togglloxo.candidate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What Loxo is to hold of one candidate, as the mapping in {@code 40-map-candidate} says; what is worked out of it is kept. */
public final class Delivery {

    private final String togglId;
    private final String lane;
    private final boolean create;
    private final Map<String, String> person;
    private final List<String> emails;
    private final List<String> tags;
    private final Map<String, String> fields;
    private final String putForward;
    private final String agency;
    private String fingerprint;
    private Set<String> hashes;

    /**
     * @param togglId the candidate in Toggl Hire
     * @param lane the lane the router chose
     * @param create whether a person may be created, or only one already there updated
     * @param person values by Loxo's parameter name ({@code name}, {@code city}); blanks are left out
     * @param emails addresses, the preferred one first; what is no address is left out, and each mailbox is there once
     * @param tags tags to be on the person
     * @param fields values of the agency's own fields, by the field's name ({@code Toggl score}); blanks are left out
     * @param putForward how the candidate comes to the job of the opening: {@code apply}, {@code event} or {@code none}
     */
    public Delivery(
            String togglId,
            String lane,
            boolean create,
            Map<String, String> person,
            List<String> emails,
            List<String> tags,
            Map<String, String> fields,
            String putForward) {
        this(togglId, lane, create, person, emails, tags, fields, putForward, "");
    }

    private Delivery(
            String togglId,
            String lane,
            boolean create,
            Map<String, String> person,
            List<String> emails,
            List<String> tags,
            Map<String, String> fields,
            String putForward,
            String agency) {
        this.togglId = togglId;
        this.lane = lane;
        this.create = create;
        this.person = Collections.unmodifiableMap(withoutBlanks(person));
        this.emails = oncePerMailbox(emails);
        this.tags = List.copyOf(new LinkedHashSet<>(stripped(tags)));
        this.fields = Collections.unmodifiableMap(withoutBlanks(fields));
        this.putForward = putForward;
        this.agency = agency;
    }

    public String togglId() {
        return togglId;
    }

    public String lane() {
        return lane;
    }

    /** Whether a person may be created. */
    public boolean create() {
        return create;
    }

    /** Values by Loxo's parameter name, none blank. */
    public Map<String, String> person() {
        return person;
    }

    /** The preferred one first, each mailbox once. */
    public List<String> emails() {
        return emails;
    }

    public List<String> tags() {
        return tags;
    }

    /** Values by the name of the agency's own field, none blank. */
    public Map<String, String> fields() {
        return fields;
    }

    /** {@code apply}, {@code event} or {@code none}. */
    public String putForward() {
        return putForward;
    }

    /** The agency that the mapping names; empty for the usual one. No part of what is delivered. */
    public String agency() {
        return agency;
    }

    /** The same for this agency. */
    public Delivery to(String other) {
        return new Delivery(togglId, lane, create, person, emails, tags, fields, putForward, other);
    }

    /** SHA-256 in hex over everything that is delivered: equal when, and only when, there is nothing new to say. */
    public String fingerprint() {
        if (fingerprint == null) {
            fingerprint = Address.sha256(everything());
        }
        return fingerprint;
    }

    private String everything() {
        StringBuilder text = new StringBuilder(256);
        append(text, lane);
        append(text, Boolean.toString(create));
        person.forEach((name, value) -> {
            append(text, name);
            append(text, value);
        });
        text.append('|');
        emails.forEach(email -> append(text, email));
        text.append('|');
        tags.forEach(tag -> append(text, tag));
        text.append('|');
        fields.forEach((name, value) -> {
            append(text, name);
            append(text, value);
        });
        append(text, putForward);
        return text.toString();
    }

    /** The addresses as the ledger knows them. */
    public Set<String> addressHashes() {
        if (hashes == null) {
            hashes = emails.stream().map(Address::hash).collect(Collectors.toCollection(LinkedHashSet::new));
        }
        return hashes;
    }

    /** The same without the values of one parameter, which Loxo refused; {@code email} means all addresses but the others. */
    public Delivery without(String parameter, String refused) {
        Map<String, String> rest = new TreeMap<>(person);
        rest.remove(parameter);
        List<String> restOfEmails = emails.stream()
                .filter(email -> !parameter.equals("email") || !Address.same(email, refused))
                .toList();
        return new Delivery(togglId, lane, create, rest, restOfEmails, tags, fields, putForward, agency);
    }

    /** The same with what the details of a candidate add; a value of theirs takes the place of an earlier one. */
    public Delivery with(Map<String, String> morePerson, List<String> moreTags, Map<String, String> moreFields) {
        Map<String, String> values = new TreeMap<>(person);
        values.putAll(morePerson);
        Map<String, String> allFields = new TreeMap<>(fields);
        allFields.putAll(moreFields);
        List<String> allTags = new ArrayList<>(tags);
        allTags.addAll(moreTags);
        return new Delivery(togglId, lane, create, values, emails, allTags, allFields, putForward, agency);
    }

    /** Length first, so that no two lists of values read alike. */
    private static void append(StringBuilder text, String value) {
        text.append(value.length()).append(':').append(value);
    }

    private static Map<String, String> withoutBlanks(Map<String, String> values) {
        Map<String, String> kept = new TreeMap<>();
        values.forEach((name, value) -> {
            if (value != null && !Blanks.isBlank(value)) {
                kept.put(name, Blanks.strip(value));
            }
        });
        return kept;
    }

    private static List<String> oncePerMailbox(Collection<String> addresses) {
        Set<String> seen = new LinkedHashSet<>();
        List<String> kept = new ArrayList<>();
        for (String address : stripped(addresses)) {
            if (Address.isAddress(address) && seen.add(Address.normalised(address))) {
                kept.add(address);
            }
        }
        return List.copyOf(kept);
    }

    private static List<String> stripped(Collection<String> values) {
        return values.stream()
                .filter(value -> value != null && !Blanks.isBlank(value))
                .map(Blanks::strip)
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Delivery delivery
                && togglId.equals(delivery.togglId)
                && everything().equals(delivery.everything());
    }

    @Override
    public int hashCode() {
        return togglId.hashCode();
    }
}
