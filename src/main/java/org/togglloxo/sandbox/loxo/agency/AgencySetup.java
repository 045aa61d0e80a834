package org.togglloxo.sandbox.loxo.agency;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What an admin of the agency sets up in Loxo itself: activity types, source types, dynamic fields and the other lists,
 * by the names of their endpoints ({@code "activity_types"}). No two agencies have the same.
 */
public final class AgencySetup {

    private final Agency agency;

    public AgencySetup(Agency agency) {
        this.agency = agency;
    }

    /** The entries of a list, as copies. */
    public List<ObjectNode> list(String list) {
        synchronized (agency.people) {
            return StreamSupport.stream(agency.reference.list(list).spliterator(), false)
                    .<ObjectNode>map(ObjectNode.class::cast)
                    .map(ObjectNode::deepCopy)
                    .toList();
        }
    }

    /** The id of the entry with this name; -1 where there is none. */
    public long idOf(String list, String name) {
        synchronized (agency.people) {
            return agency.reference.idOf(list, name);
        }
    }

    /** Adds an entry, a second one of the same name included. @return the id */
    public long add(String list, String name) {
        synchronized (agency.people) {
            return agency.reference.add(list, name).get("id").longValue();
        }
    }

    /**
     * Adds a field.
     *
     * @param key {@code custom_text_7}; its middle part says the type
     * @param itemType {@code Person}, {@code Company} or {@code Job}
     * @param type {@code Text}, {@code Number}, {@code Date} or {@code Hierarchy}
     * @return the id
     */
    public long addField(String name, String key, String itemType, String type) {
        synchronized (agency.people) {
            return agency.reference
                    .fields()
                    .add(name, key, itemType, type)
                    .get("id")
                    .longValue();
        }
    }

    /** Removes every entry with this name. @return false where there is none */
    public boolean remove(String list, String name) {
        synchronized (agency.people) {
            return agency.reference.remove(
                    list, entry -> entry.get("name").textValue().equals(name));
        }
    }
}
