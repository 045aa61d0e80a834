package org.togglloxo.sandbox.loxo.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import org.togglloxo.sandbox.loxo.agency.LoxoReference;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Endpoints;
import org.togglloxo.sandbox.message.Request;

/** The lists that are only read, each answered as one array. */
public final class ReferenceEndpoints {

    private static final List<String> ARRAYS = List.of(
            "company_types",
            "compensation_types",
            "currencies",
            "email_types",
            "job_categories",
            "job_statuses",
            "job_types",
            "person_global_statuses",
            "person_lists",
            "person_types",
            "phone_types",
            "social_profile_types",
            "users",
            "workflows");

    private final LoxoReference reference;

    public ReferenceEndpoints(LoxoReference reference) {
        this.reference = reference;
    }

    public void addTo(Endpoints endpoints) {
        ARRAYS.forEach(name -> endpoints.on("GET /" + name, request -> Answer.ok(reference.list(name))));
        endpoints
                .on("GET /activity_types", this::activityTypes)
                .on("GET /workflow_stages", request -> ofWorkflow(request, "workflow_stages", stage -> true));
    }

    private Answer activityTypes(Request request) {
        boolean all = "true".equals(request.query("show_hidden"));
        return ofWorkflow(
                request, "activity_types", type -> all || !type.get("hidden").booleanValue());
    }

    /** Activity types belong to every workflow that there is. */
    private Answer ofWorkflow(Request request, String list, Predicate<ObjectNode> filter) {
        String workflow = request.query("workflow_id");
        ArrayNode found = Answer.JSON.createArrayNode();
        reference.list(list).forEach(entry -> {
            String own = entry.path("workflow_id").asText(workflow);
            boolean wanted = workflow == null || reference.in("workflows").test(workflow) && own.equals(workflow);
            if (wanted && filter.test((ObjectNode) entry)) {
                found.add(entry);
            }
        });
        return Answer.ok(found);
    }
}
