package org.togglloxo.sandbox.loxo.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.togglloxo.sandbox.loxo.agency.LoxoReference;
import org.togglloxo.sandbox.loxo.form.LoxoErrors;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Endpoints;
import org.togglloxo.sandbox.message.InvalidParameters;
import org.togglloxo.sandbox.message.ParameterChecks;
import org.togglloxo.sandbox.message.Request;

/** Where people come from. Two of one name are possible: nothing says that Loxo compares them. */
public final class SourceTypeEndpoints {

    private static final String LIST = "source_types";

    private final LoxoReference reference;

    public SourceTypeEndpoints(LoxoReference reference) {
        this.reference = reference;
    }

    public void addTo(Endpoints endpoints) {
        endpoints
                .on("GET /source_types", this::list)
                .on("POST /source_types", this::create)
                .on("GET /source_types/{id}", request -> one(request, Answer::ok))
                .on("PUT /source_types/{id}", request -> one(request, found -> update(request, found)))
                .on(
                        "DELETE /source_types/{id}",
                        request -> one(request, found -> {
                            reference.remove(LIST, found::equals);
                            return written(200, found);
                        }));
    }

    private Answer list(Request request) {
        String after = request.query("after_id");
        if (after != null && !after.matches("\\d{1,18}")) {
            throw new InvalidParameters(List.of("after_id"));
        }
        long from = after == null ? 0 : Long.parseLong(after);
        ArrayNode found = Answer.JSON.createArrayNode();
        reference.list(LIST).forEach(entry -> {
            if (entry.get("id").longValue() > from) {
                found.add(entry);
            }
        });
        return Answer.ok(found);
    }

    private Answer create(Request request) {
        check(request).required("source_type[name]").orRefuse();
        ObjectNode created = reference.add(LIST, request.field("source_type[name]"));
        created.put("hidden", isTrue(request, "source_type[hidden]"));
        return written(201, created);
    }

    private Answer update(Request request, ObjectNode found) {
        ParameterChecks checks = check(request);
        if (request.field("source_type[name]") != null) {
            checks.required("source_type[name]").orRefuse();
            found.put("name", request.field("source_type[name]"));
        }
        checks.orRefuse();
        return written(200, found);
    }

    private static ParameterChecks check(Request request) {
        return new ParameterChecks(request)
                .flag("source_type[publishable]")
                .flag("source_type[active]")
                .flag("source_type[hidden]");
    }

    private static boolean isTrue(Request request, String name) {
        String value = request.field(name);
        return value != null && (value.equals("true") || value.equals("1"));
    }

    private static Answer written(int status, ObjectNode sourceType) {
        ObjectNode body = Answer.JSON.createObjectNode();
        body.set("source_type", sourceType);
        body.putArray("errors");
        return Answer.json(status, body).about(sourceType.get("id").longValue());
    }

    private Answer one(Request request, Function<ObjectNode, Answer> answer) {
        return reference.find(LIST, request.pathValue("id")).map(answer).orElseGet(LoxoErrors::notFound);
    }
}
