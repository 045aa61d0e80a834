package org.togglloxo.loxo.person;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.api.ScrollPosition;
import org.togglloxo.loxo.person.KnownPeople.Known;
import org.togglloxo.loxo.person.KnownPeople.Witnesses;

/**
 * One query for many addresses. Whether Loxo's search looks for all of them is not known (loxo-16), so the first and the last are
 * those of people who are there: an answer without them says nothing of the others.
 */
final class BatchQuery {

    /** Addresses in one query, those of known people included. */
    static final int MOST = 40;

    /** Known people in one query. */
    static final int KNOWN = 2;

    private static final Pattern QUOTED = Pattern.compile("([\"\\\\])");
    private static final int MOST_LETTERS = 4_000;
    private static final int MOST_PAGES = 10;

    private final List<String> asked;
    private final Witnesses witnesses;
    private final List<LoxoPerson> hits = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final List<String> addresses = new ArrayList<>();
    private final ScrollPosition position = PeoplePage.first(MOST_PAGES);
    private long total;
    private boolean ended;

    /** @param witnesses one or two people, and perhaps a decoy */
    BatchQuery(Collection<String> asked, Witnesses witnesses) {
        this.asked = List.copyOf(asked);
        this.witnesses = witnesses;
        List<Known> known = witnesses.there();
        known.stream().skip(1).map(Known::address).forEach(addresses::add);
        addresses.addAll(asked);
        addresses.add(known.get(0).address());
    }

    /** Whether one query, and one URL, has room for them. */
    static boolean fits(Collection<String> addresses) {
        return addresses.size() <= MOST - KNOWN
                && addresses.stream().mapToInt(address -> address.length() + 8).sum() <= MOST_LETTERS;
    }

    /** An address as a phrase of a query. */
    static String phrase(String address) {
        return "\"" + QUOTED.matcher(address).replaceAll("\\\\$1") + "\"";
    }

    LoxoRequest request() {
        String any = addresses.stream().map(BatchQuery::phrase).collect(Collectors.joining(" OR "));
        return PeoplePage.request(List.of(Map.entry("query", "emails:(" + any + ")")), position);
    }

    /** Takes a page in. @return whether there is another one to be asked for */
    boolean learn(PeoplePage page) {
        for (JsonNode line : page.lines()) {
            LoxoPerson person = new LoxoPerson(line);
            person.id().filter(ids::add).ifPresent(id -> hits.add(person));
        }
        total = Math.max(total, page.total(0));
        boolean more = page.turn(position);
        ended = position.isEnded() && page.isList();
        return more;
    }

    /**
     * Whether whoever is not in the answer is not there: it came to its end, nothing was cut off, and all known people are in it,
     * by their own addresses.
     */
    boolean isProof() {
        return ended
                && ids.size() >= total
                && witnesses.there().stream().allMatch(this::isFound)
                && witnesses.decoy().filter(this::isFound).isEmpty();
    }

    private boolean isFound(Known one) {
        return hits.stream().anyMatch(hit -> hit.id().orElseThrow().equals(one.id()) && hit.holds(one.address()));
    }

    /** By address, whoever holds exactly this one. */
    Map<String, List<LoxoPerson>> holders() {
        Map<String, List<LoxoPerson>> holders = new LinkedHashMap<>();
        asked.forEach(address -> holders.put(
                address, hits.stream().filter(hit -> hit.holds(address)).toList()));
        return holders;
    }
}
