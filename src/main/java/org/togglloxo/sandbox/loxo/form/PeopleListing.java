package org.togglloxo.sandbox.loxo.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import org.togglloxo.sandbox.loxo.agency.AddressSearch;
import org.togglloxo.sandbox.loxo.agency.PeopleQuery;
import org.togglloxo.sandbox.loxo.agency.PeopleStore;
import org.togglloxo.sandbox.loxo.agency.Person;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.InvalidParameters;
import org.togglloxo.sandbox.message.Request;

/** {@code GET /people}: search, newest listing, scrolling. The listing reads the records themselves and never lags. */
public final class PeopleListing {

    private final PeopleStore store;
    private final int mostPerPage;

    public PeopleListing(PeopleStore store, int mostPerPage) {
        this.store = store;
        this.mostPerPage = mostPerPage;
    }

    public Answer list(Request request) {
        int perPage = Paging.number(request, "per_page", Math.min(25, mostPerPage), mostPerPage);
        Scroll scroll = Scroll.of(request.query("scroll_id"));
        int offset = scroll.offset();
        NavigableMap<Long, Person> everybody =
                scroll.isStart() ? store.all() : store.all().headMap(scroll.newest(), true);
        Collection<Person> found = found(request, everybody);
        ObjectNode body = Answer.JSON.createObjectNode();
        boolean isLast = offset + perPage >= found.size();
        String more = isLast ? null : new Scroll(offset + perPage, everybody.lastKey()).id();
        body.put("scroll_id", more).put("total_count", found.size());
        ArrayNode people = body.putArray("people");
        Iterator<Person> from = found.iterator();
        for (int i = 0; from.hasNext() && i < offset + perPage; i++) {
            Person person = from.next();
            if (i >= offset) {
                people.add(selected(person, request.query("fields")));
            }
        }
        return Answer.ok(body);
    }

    private Collection<Person> found(Request request, NavigableMap<Long, Person> everybody) {
        String query = request.query("query");
        if (query == null || query.isBlank()) {
            return sorted(request, limited(request, everybody.values()), everybody);
        }
        return sorted(request, limited(request, hits(PeopleQuery.of(query), everybody)), everybody);
    }

    private Collection<Person> hits(PeopleQuery query, NavigableMap<Long, Person> everybody) {
        List<String> addresses = query.addresses();
        AddressSearch search = store.addressSearch();
        if (addresses.size() > 1 && search == AddressSearch.REFUSES_SEVERAL) {
            throw new InvalidParameters(List.of("query"));
        }
        if (addresses.size() > 1 && search == AddressSearch.FIRST_ONLY) {
            return store.index().search(addresses.subList(0, 1));
        }
        return query.isOfAddressesAlone()
                ? store.index().search(addresses)
                : query.found(address -> store.index().search(List.of(address)), words -> everybody.values().stream()
                        .filter(person -> Paging.matches(words, person.name))
                        .toList());
    }

    private static Collection<Person> limited(Request request, Collection<Person> people) {
        List<String> wanted = request.query().get("include_ids[]");
        List<String> unwanted = request.query().get("exclude_ids[]");
        if (wanted == null && unwanted == null) {
            return people;
        }
        return people.stream()
                .filter(person -> wanted == null || wanted.contains(Long.toString(person.id)))
                .filter(person -> unwanted == null || !unwanted.contains(Long.toString(person.id)))
                .toList();
    }

    private static Collection<Person> sorted(
            Request request, Collection<Person> people, NavigableMap<Long, Person> everybody) {
        String byCreation = request.query("created_at_sort");
        String byUpdate = request.query("updated_at_sort");
        if (byCreation == null && byUpdate == null) {
            return people;
        }
        boolean newestFirst = Paging.newestFirst(request, byCreation != null ? "created_at_sort" : "updated_at_sort");
        // Ids are given in the order of creation, so the whole list needs no sorting
        if (byCreation != null && people == everybody.values()) {
            return newestFirst ? everybody.descendingMap().values() : people;
        }
        Comparator<Person> byId = Comparator.comparing(person -> person.id);
        Comparator<Person> byTime = Comparator.comparing(person -> person.updatedAt);
        Comparator<Person> order = byCreation != null ? byId : byTime.thenComparing(byId);
        List<Person> sorted = new ArrayList<>(people);
        sorted.sort(newestFirst ? order.reversed() : order);
        return sorted;
    }

    private static ObjectNode selected(Person person, String fields) {
        ObjectNode json = person.json();
        if (fields != null && !fields.isBlank()) {
            Set<String> wanted = new HashSet<>(List.of(fields.split(",")));
            wanted.add("id");
            json.retain(wanted);
        }
        return json;
    }
}
