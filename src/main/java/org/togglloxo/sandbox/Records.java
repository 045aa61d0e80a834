package org.togglloxo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Records of one kind by id, the oldest first. Ids are given in the order of creation. Guarded by the store. */
final class Records {

    private final TreeMap<Long, ObjectNode> byId = new TreeMap<>();
    private final int step;
    private long nextId;

    Records(long firstId, int step) {
        this.nextId = firstId;
        this.step = step;
    }

    /** An empty record with the next id. */
    ObjectNode add() {
        ObjectNode record = Answer.JSON.createObjectNode().put("id", nextId);
        byId.put(nextId, record);
        nextId += step;
        return record;
    }

    Optional<ObjectNode> find(String id) {
        return id.matches("\\d{1,18}") ? Optional.ofNullable(byId.get(Long.parseLong(id))) : Optional.empty();
    }

    boolean has(String id) {
        return find(id).isPresent();
    }

    /** @return what was there, or nothing */
    Optional<ObjectNode> remove(String id) {
        Optional<ObjectNode> found = find(id);
        found.ifPresent(record -> byId.remove(record.get("id").longValue()));
        return found;
    }

    List<ObjectNode> all() {
        return List.copyOf(byId.values());
    }

    List<ObjectNode> copies() {
        return byId.values().stream().map(ObjectNode::deepCopy).toList();
    }
}
