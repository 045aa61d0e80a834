package org.togglloxo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** A webhook as Loxo holds it; item types and actions are those that are documented (loxo-35). */
public record Webhook(long id, String itemType, String action, String endpointUrl) {

    static final Set<String> ITEM_TYPES = Set.of(
            "candidate",
            "company",
            "deal",
            "job",
            "person_education_profile",
            "person_event",
            "person_job_profile",
            "person",
            "placement_split",
            "placement");
    static final Set<String> ACTIONS = Set.of("create", "update", "destroy");

    /** The same with what is not null here. */
    Webhook with(String newItemType, String newAction, String newEndpointUrl) {
        return new Webhook(
                id,
                newItemType == null ? itemType : newItemType,
                newAction == null ? action : newAction,
                newEndpointUrl == null ? endpointUrl : newEndpointUrl);
    }

    ObjectNode json() {
        return Answer.JSON
                .createObjectNode()
                .put("id", id)
                .put("item_type", itemType)
                .put("action", action)
                .put("endpoint_url", endpointUrl);
    }
}
