package org.togglloxo.sandbox.loxo.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.togglloxo.sandbox.message.Answer;

/** A webhook as Loxo holds it; item types and actions are those that are documented (loxo-35). */
public record WebhookRegistration(long id, String itemType, String action, String endpointUrl) {

    public static final Set<String> ITEM_TYPES = Set.of(
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
    public static final Set<String> ACTIONS = Set.of("create", "update", "destroy");

    /** The same with what is not null here. */
    public WebhookRegistration with(String newItemType, String newAction, String newEndpointUrl) {
        return new WebhookRegistration(
                id,
                newItemType == null ? itemType : newItemType,
                newAction == null ? action : newAction,
                newEndpointUrl == null ? endpointUrl : newEndpointUrl);
    }

    public ObjectNode json() {
        return Answer.JSON
                .createObjectNode()
                .put("id", id)
                .put("item_type", itemType)
                .put("action", action)
                .put("endpoint_url", endpointUrl);
    }
}
