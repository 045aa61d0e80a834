package org.togglloxo.loxo.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.loxo.reference.CustomFields;
import org.togglloxo.route.Lanes;
import org.togglloxo.route.Variables;
import org.togglloxo.sync.delivery.DeliveryAttempt;

/** The steps that turn what a mapping says into what Loxo is to hold. */
public final class MappedDelivery {

    private final Mapping mapping = new Mapping(MappingSchema.CANDIDATE.file(), "Toggl Hire");
    private final CustomFields customFields;

    public MappedDelivery(CustomFields customFields) {
        this.customFields = customFields;
    }

    /**
     * Step {@code read-mapping}: what the mapping says, checked.
     *
     * @param trial set where the rules are only tried
     * @throws Fail when it holds what {@link MappingSchema#CANDIDATE} does not, or leaves out the address
     */
    public Delivery delivery(
            @Body JsonNode mapped,
            @Variable(Variables.CANDIDATE_ID) String togglId,
            @Variable(Variables.LANE) String lane,
            @Variable("trial") Object trial,
            Exchange exchange) {
        Delivery delivery = mapping.delivery(mapped, togglId, lane, trial != null);
        if (Mapping.givesOther(mapped)) {
            DeliveryAttempt.of(exchange)
                    .note(
                            "The email has no @, so the person was delivered without it. Fix it in Toggl Hire or by hand in Loxo");
        }
        return delivery;
    }

    /** Step {@code refuse-unknown-lane}: nobody can tell what is to become of the candidate. */
    public void refuseLane(Exchange exchange, @Variable(Variables.LANE) String lane) {
        String message = Lanes.in(exchange.getContext()).message(lane == null ? "" : lane);
        throw new Fail(Reason.MAPPING, Character.toUpperCase(message.charAt(0)) + message.substring(1));
    }

    /** Step {@code add-to-delivery}: what the mapping makes of the details, added to what it made of the list. */
    public Delivery withDetails(
            @Body JsonNode mapped, @Variable(Variables.DELIVERY) Delivery delivery, @Variable("trial") Object trial) {
        return mapping.withDetails(mapped, delivery, trial != null);
    }

    /** Asks Loxo whether the agency has the fields that a delivery names; what it lacks is remarked. */
    public void examineFields(Delivery delivery) {
        customFields.resolve(delivery.fields());
    }
}
