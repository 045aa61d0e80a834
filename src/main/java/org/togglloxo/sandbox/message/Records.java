package org.togglloxo.sandbox.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Records of one kind by id, the oldest first. Ids are given in the order of creation. Guarded by the store. */
public final class Records {

    private final TreeMap<Long, ObjectNode> byId = new TreeMap<>();
    private final int step;
    private long nextId;

    public Records(long firstId, int step) {
        this.nextId = firstId;
        this.step = step;
    }

    /** An empty record with the next id. */
    public ObjectNode add() {
        ObjectNode record = Answer.JSON.createObjectNode().put("id", nextId);
        byId.put(nextId, record);
        nextId += step;
        return record;
    }

    public Optional<ObjectNode> find(String id) {
        return id.matches("\\d{1,18}") ? Optional.ofNullable(byId.get(Long.parseLong(id))) : Optional.empty();
    }

    public boolean has(String id) {
        return find(id).isPresent();
    }

    /** @return what was there, or nothing */
    public Optional<ObjectNode> remove(String id) {
        Optional<ObjectNode> found = find(id);
        found.ifPresent(record -> byId.remove(record.get("id").longValue()));
        return found;
    }

    public List<ObjectNode> all() {
        return List.copyOf(byId.values());
    }

    public List<ObjectNode> copies() {
        return byId.values().stream().map(ObjectNode::deepCopy).toList();
    }
}
