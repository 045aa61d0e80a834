package org.togglloxo.sandbox.loxo.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.togglloxo.sandbox.loxo.agency.DynamicFields;
import org.togglloxo.sandbox.loxo.form.LoxoErrors;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Endpoints;
import org.togglloxo.sandbox.message.ParameterChecks;
import org.togglloxo.sandbox.message.Records;
import org.togglloxo.sandbox.message.Request;

/** The agency's own fields, read only, and the options of its hierarchies. */
public final class DynamicFieldEndpoints {

    private static final String OPTIONS = "/dynamic_fields/{dynamic_field_id}/hierarchies";

    private final DynamicFields fields;

    public DynamicFieldEndpoints(DynamicFields fields) {
        this.fields = fields;
    }

    public void addTo(Endpoints endpoints) {
        endpoints
                .on("GET /dynamic_fields", request -> Answer.ok(fields.all()))
                .on("GET /dynamic_fields/{id}", request -> fields.find(request.pathValue("id"))
                        .map(this::shown)
                        .orElseGet(LoxoErrors::notFound))
                .on("GET " + OPTIONS, request -> options(request, options -> Answer.ok(array(options))))
                .on("POST " + OPTIONS, request -> options(request, options -> create(request, options)))
                .on("GET " + OPTIONS + "/{id}", request -> option(request, (options, found) -> Answer.ok(found)))
                .on(
                        "PUT " + OPTIONS + "/{id}",
                        request -> option(request, (options, found) -> {
                            checkParent(request, options);
                            return written(200, filled(request, found));
                        }))
                .on(
                        "DELETE " + OPTIONS + "/{id}",
                        request -> option(request, (options, found) -> {
                            options.remove(request.pathValue("id"));
                            return written(200, found);
                        }));
    }

    private Answer shown(ObjectNode field) {
        Records options = fields.options(field);
        return Answer.ok(options == null ? field : field.deepCopy().set("hierarchies", array(options)));
    }

    private Answer create(Request request, Records options) {
        new ParameterChecks(request)
                .each("dynamic_field_id", request.pathValue("dynamic_field_id")::equals)
                .orRefuse();
        checkParent(request, options);
        return written(201, filled(request, options.add().putNull("parent_id")));
    }

    private static void checkParent(Request request, Records options) {
        new ParameterChecks(request).each("parent_id", options::has).orRefuse();
    }

    private static ObjectNode filled(Request request, ObjectNode option) {
        String parent = request.field("parent_id");
        if (parent != null && !parent.isBlank()) {
            option.put("parent_id", Long.parseLong(parent));
        }
        return option.put("name", request.field("name"));
    }

    private static ArrayNode array(Records options) {
        return Answer.JSON.createArrayNode().addAll(options.all());
    }

    private static Answer written(int status, ObjectNode option) {
        ObjectNode body = Answer.JSON.createObjectNode();
        body.set("hierarchy", option);
        body.putArray("errors");
        return Answer.json(status, body);
    }

    /** A field that is no hierarchy has no options to show or to add. */
    private Answer options(Request request, Function<Records, Answer> answer) {
        return fields.find(request.pathValue("dynamic_field_id"))
                .map(fields::options)
                .map(answer)
                .orElseGet(LoxoErrors::notFound);
    }

    private Answer option(Request request, BiFunction<Records, ObjectNode, Answer> answer) {
        return options(request, options -> options.find(request.pathValue("id"))
                .map(found -> answer.apply(options, found))
                .orElseGet(LoxoErrors::notFound));
    }
}
