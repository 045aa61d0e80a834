package org.togglloxo.sandbox.toggl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * All candidates in the order of {@code started_at}: the seeded ones made on demand, the added and changed ones held.
 * A removed one keeps its place, so a walk whose cursor points at it goes on behind it. Guarded by the simulator.
 */
public final class CandidateStore {

    private static final int REMEMBERED_FILTERS = 16;
    private static final long FIRST_ADDED_ID = 9_000_000_001L;

    /** A place in the list; the id settles equal times. */
    private record Position(String startedAt, String id) implements Comparable<Position> {
        @Override
        public int compareTo(Position other) {
            int byTime = startedAt.compareTo(other.startedAt);
            int byLength = Integer.compare(id.length(), other.id.length());
            return byTime != 0 ? byTime : byLength != 0 ? byLength : id.compareTo(other.id);
        }
    }

    private final CandidateGenerator maker;
    private final int seeded;
    private final Map<String, ObjectNode> held = new HashMap<>();
    private final Map<String, String> removed = new HashMap<>();
    private final List<String> addedIds = new ArrayList<>();
    private final Map<String, List<String>> byFilter = new LinkedHashMap<>();
    private List<String> order;

    public CandidateStore(CandidateGenerator maker, int seeded) {
        this.maker = maker;
        this.seeded = seeded;
        this.order = new ArrayList<>(
                IntStream.range(0, seeded).mapToObj(CandidateGenerator::id).toList());
    }

    public int size() {
        return order.size();
    }

    public List<String> ids() {
        return List.copyOf(order);
    }

    /** A complete candidate behind all seeded ones, with an address of its own; not yet in the list. */
    public ObjectNode fresh() {
        return maker.make(seeded + addedIds.size()).put("id", Long.toString(FIRST_ADDED_ID + addedIds.size()));
    }

    public Optional<ObjectNode> find(String id) {
        if (removed.containsKey(id)) {
            return Optional.empty();
        }
        ObjectNode own = held.get(id);
        if (own != null) {
            return Optional.of(own);
        }
        return isSeeded(id) ? Optional.of(maker.make(CandidateGenerator.number(id))) : Optional.empty();
    }

    /** Adds a candidate, or puts this one in the place of the one with the same id. */
    public void put(ObjectNode candidate) {
        String id = candidate.get("id").textValue();
        find(id).ifPresentOrElse(old -> order.remove(indexOf(position(id))), () -> addedIds.add(id));
        removed.remove(id);
        held.put(id, candidate);
        order.add(-1 - indexOf(position(id)), id);
        byFilter.clear();
    }

    public boolean remove(String id) {
        if (find(id).isEmpty()) {
            return false;
        }
        Position position = position(id);
        order.remove(indexOf(position));
        removed.put(id, position.startedAt());
        held.remove(id);
        byFilter.clear();
        return true;
    }

    /** The ids that a filter lets through, in order; remembered by the filter's text until something changes. */
    public List<String> matching(String filterText, Predicate<ObjectNode> filter) {
        if (filterText.isEmpty()) {
            return order;
        }
        if (byFilter.size() > REMEMBERED_FILTERS) {
            byFilter.clear();
        }
        return byFilter.computeIfAbsent(filterText, text -> order.stream()
                .filter(id -> filter.test(find(id).orElseThrow()))
                .toList());
    }

    /** Where in such a list an id stands or would stand: {@code index} or {@code -1 - insertion point}. */
    public int seek(List<String> ids, String id) {
        return indexOf(ids, position(id));
    }

    /** Whether a cursor can point at it: there now, or there before. */
    public boolean everKnown(String id) {
        return isSeeded(id) || held.containsKey(id) || removed.containsKey(id);
    }

    private int indexOf(Position position) {
        return indexOf(order, position);
    }

    private int indexOf(List<String> ids, Position wanted) {
        int low = 0;
        int high = ids.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int side = position(ids.get(middle)).compareTo(wanted);
            if (side == 0) {
                return middle;
            }
            low = side < 0 ? middle + 1 : low;
            high = side < 0 ? high : middle - 1;
        }
        return -1 - low;
    }

    private Position position(String id) {
        ObjectNode own = held.get(id);
        if (own != null) {
            return new Position(own.get("started_at").textValue(), id);
        }
        String gone = removed.get(id);
        return new Position(gone != null ? gone : maker.startedAt(CandidateGenerator.number(id)), id);
    }

    private boolean isSeeded(String id) {
        int number = CandidateGenerator.number(id);
        return number >= 0 && number < seeded;
    }
}
