package org.togglloxo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.togglloxo.sandbox.http.CallLog;
import org.togglloxo.sandbox.http.Service;
import org.togglloxo.sandbox.loxo.agency.Agency;
import org.togglloxo.sandbox.loxo.agency.ContactRules;
import org.togglloxo.sandbox.loxo.endpoint.ApplicationEndpoints;
import org.togglloxo.sandbox.loxo.endpoint.CompanyEndpoints;
import org.togglloxo.sandbox.loxo.endpoint.ContactEndpoints;
import org.togglloxo.sandbox.loxo.endpoint.DocumentEndpoints;
import org.togglloxo.sandbox.loxo.endpoint.DynamicFieldEndpoints;
import org.togglloxo.sandbox.loxo.endpoint.EventEndpoints;
import org.togglloxo.sandbox.loxo.endpoint.JobEndpoints;
import org.togglloxo.sandbox.loxo.endpoint.MergeEndpoints;
import org.togglloxo.sandbox.loxo.endpoint.PeopleEndpoints;
import org.togglloxo.sandbox.loxo.endpoint.PlaceEndpoints;
import org.togglloxo.sandbox.loxo.endpoint.ReferenceEndpoints;
import org.togglloxo.sandbox.loxo.endpoint.SourceTypeEndpoints;
import org.togglloxo.sandbox.loxo.endpoint.WebhookEndpoints;
import org.togglloxo.sandbox.loxo.form.LoxoErrors;
import org.togglloxo.sandbox.loxo.form.ParameterCheck;
import org.togglloxo.sandbox.loxo.form.PersonForm;
import org.togglloxo.sandbox.loxo.webhook.WebhookDeliveries;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Endpoints;
import org.togglloxo.sandbox.message.InvalidParameters;
import org.togglloxo.sandbox.message.Request;

/** Loxo's Open API under {@code /api/{agency_slug}}: the key, the slug and every parameter name must be right. */
final class LoxoService implements Service {

    private static final Pattern ITEM = Pattern.compile("/([a-z_]+)/\\{[a-z_]+}");

    private final SandboxOptions options;
    private final CallLog callLog;
    private final ParameterCheck parameters;
    private final Endpoints endpoints = new Endpoints();
    private final Object lock;
    private final WebhookDeliveries deliveries;

    LoxoService(SandboxOptions options, CallLog callLog, Agency agency, WebhookDeliveries deliveries) {
        this.options = options;
        this.callLog = callLog;
        this.lock = agency.people;
        this.deliveries = deliveries;
        this.parameters = new ParameterCheck(agency.reference.fields());
        parameters.operations().forEach(operation -> endpoints.on(operation, this::notSimulated));
        int mostPerPage = options.loxoPageLimit();
        ContactRules contacts = new ContactRules(options.strictAddresses());
        new PeopleEndpoints(agency.people, new PersonForm(agency, contacts), mostPerPage).addTo(endpoints);
        new ContactEndpoints(agency, contacts).addTo(endpoints);
        new DocumentEndpoints(agency).addTo(endpoints);
        new ReferenceEndpoints(agency.reference).addTo(endpoints);
        new PlaceEndpoints(agency.reference.places(), mostPerPage).addTo(endpoints);
        new CompanyEndpoints(agency).addTo(endpoints);
        new JobEndpoints(agency, mostPerPage).addTo(endpoints);
        new SourceTypeEndpoints(agency.reference).addTo(endpoints);
        new DynamicFieldEndpoints(agency.reference.fields()).addTo(endpoints);
        new ApplicationEndpoints(agency, contacts, mostPerPage).addTo(endpoints);
        new EventEndpoints(agency, mostPerPage).addTo(endpoints);
        new MergeEndpoints(agency.people, mostPerPage).addTo(endpoints);
        new WebhookEndpoints(deliveries).addTo(endpoints);
    }

    @Override
    public Optional<Place> locate(String method, String rawPath) {
        // Any slug is located, so that a wrong one is refused for what it is; v1 is not the Open API and has no
        // endpoints
        String[] part = rawPath.split("/", 4);
        if (part.length < 4 || !part[1].equals("api") || part[2].equals("v1")) {
            return Optional.empty();
        }
        String path = "/" + part[3];
        return endpoints.find(method, path).map(match -> new Place(path, match));
    }

    @Override
    public Answer answer(Request request) {
        if (request.template().isEmpty()
                || !request.url().split("/", 6)[4].equals(options.agencySlug())
                || !("Bearer " + options.loxoKey()).equals(request.headers().get("authorization"))) {
            return Answer.json(403, Answer.JSON.createObjectNode().put("error", "Forbidden"));
        }
        if (!request.unreadable().isEmpty()) {
            return LoxoErrors.errors(422, "Invalid parameters: " + request.unreadable());
        }
        try {
            synchronized (lock) {
                List<String> invalid = parameters.invalid(request);
                if (!invalid.isEmpty()) {
                    throw new InvalidParameters(invalid);
                }
                Answer answer = enveloped(
                        request,
                        withAgency(
                                request,
                                orNull(request, endpoints.handler(request).answer(request))));
                deliveries.wrote(request, answer);
                return answer;
            }
        } catch (InvalidParameters e) {
            return LoxoErrors.errors(422, e.getMessage());
        }
    }

    /** On people and jobs, read or listed. */
    private Answer withAgency(Request request, Answer answer) {
        boolean shown = request.template().matches("/(people|jobs)(/\\{id})?");
        boolean narrowed = request.query("fields") != null;
        if (options.agencyId().isEmpty()
                || !shown
                || narrowed
                || !request.method().equals("GET")
                || !answer.succeeded()) {
            return answer;
        }
        JsonNode body = body(answer);
        if (!request.template().endsWith("}")) {
            body.path(request.template().equals("/jobs") ? "results" : "people").forEach(this::showAgency);
        } else if (body.isObject()) {
            showAgency(body);
        }
        return Answer.json(answer.status(), body).about(answer.about());
    }

    private static JsonNode body(Answer answer) {
        try {
            return Answer.JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer enveloped(Request request, Answer answer) {
        Matcher item = ITEM.matcher(request.template());
        if (!options.envelopes() || !request.method().equals("GET") || !answer.succeeded() || !item.matches()) {
            return answer;
        }
        String name =
                switch (item.group(1)) {
                    case "people" -> "person";
                    case "companies" -> "company";
                    default -> item.group(1).replaceFirst("s$", "");
                };
        JsonNode body = body(answer);
        return body.isNull()
                ? answer
                : Answer.json(answer.status(), Answer.JSON.createObjectNode().set(name, body))
                        .about(answer.about());
    }

    private void showAgency(JsonNode item) {
        ((ObjectNode) item).put("agency_id", Long.parseLong(options.agencyId()));
    }

    private Answer orNull(Request request, Answer answer) {
        boolean aboutItem = request.method().equals("GET") && request.template().endsWith("}");
        return options.nullForMissing() && aboutItem && answer.status() == 404
                ? Answer.ok(NullNode.getInstance())
                : answer;
    }

    @Override
    public Answer error(int status, String message) {
        return Answer.json(
                status, Answer.JSON.createObjectNode().put("status", status).put("error", message));
    }

    /** Published, but nothing here answers it: said so, where the real service would have done its work. */
    private Answer notSimulated(Request request) {
        callLog.unexpected(request.operation() + " (published, not simulated)");
        return error(501, request.operation() + " is not simulated");
    }
}
