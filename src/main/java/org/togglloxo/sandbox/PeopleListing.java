package org.togglloxo.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code GET /people}: search, newest listing, scrolling. The listing reads the records themselves and never lags. */
final class PeopleListing {

    private static final Pattern BY_ADDRESS = Pattern.compile("emails:\"([^\"]*)\"");
    private static final Pattern ADDRESSES_ONLY =
            Pattern.compile("\\s*emails:\"[^\"]*\"(?:\\s+(?:OR\\s+)?emails:\"[^\"]*\")*\\s*");

    private final PeopleStore store;
    private final int mostPerPage;

    PeopleListing(PeopleStore store, int mostPerPage) {
        this.store = store;
        this.mostPerPage = mostPerPage;
    }

    Answer list(Request request) {
        int perPage = Paging.number(request, "per_page", Math.min(25, mostPerPage), mostPerPage);
        int offset = offset(request.query("scroll_id"));
        Collection<Person> found = found(request);
        ObjectNode body = Answer.JSON.createObjectNode();
        String more = offset + perPage < found.size() ? scrollId(offset + perPage) : null;
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

    private Collection<Person> found(Request request) {
        String query = request.query("query");
        Collection<Person> all = store.all().values();
        if (query != null && ADDRESSES_ONLY.matcher(query).matches()) {
            all = store.index()
                    .search(BY_ADDRESS
                            .matcher(query)
                            .results()
                            .map(hit -> hit.group(1))
                            .toList());
        } else if (query != null && !query.isBlank()) {
            all = all.stream()
                    .filter(person -> Paging.matches(query, person.name))
                    .toList();
        }
        return sorted(request, limited(request, all));
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

    private Collection<Person> sorted(Request request, Collection<Person> people) {
        String byCreation = request.query("created_at_sort");
        String byUpdate = request.query("updated_at_sort");
        if (byCreation == null && byUpdate == null) {
            return people;
        }
        String direction = byCreation != null ? byCreation : byUpdate;
        if (!direction.equals("asc") && !direction.equals("desc")) {
            throw new InvalidParameters(List.of(byCreation != null ? "created_at_sort" : "updated_at_sort"));
        }
        boolean newestFirst = direction.equals("desc");
        // Ids are given in the order of creation, so the whole list needs no sorting
        if (byCreation != null && people == store.all().values()) {
            return newestFirst ? store.all().descendingMap().values() : people;
        }
        Comparator<Person> order = Comparator.comparing(person -> person.id);
        order = byCreation != null
                ? order
                : Comparator.<Person, java.time.Instant>comparing(p -> p.updatedAt)
                        .thenComparing(order);
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

    private static String scrollId(int offset) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("from:" + offset).getBytes(StandardCharsets.UTF_8));
    }

    private static int offset(String scrollId) {
        if (scrollId == null || scrollId.isEmpty()) {
            return 0;
        }
        try {
            Matcher from = Pattern.compile("from:(\\d{1,9})")
                    .matcher(new String(Base64.getUrlDecoder().decode(scrollId), StandardCharsets.UTF_8));
            if (from.matches()) {
                return Integer.parseInt(from.group(1));
            }
        } catch (IllegalArgumentException e) {
            // not one of ours: refused below
        }
        throw new InvalidParameters(List.of("scroll_id"));
    }
}
