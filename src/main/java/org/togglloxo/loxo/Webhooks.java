package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Variable;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Failure;
import org.togglloxo.failure.Stop;
import org.togglloxo.route.Names;

/** Loxo's webhooks as they are registered. Every trouble ends as a {@link Stop} with a sentence. */
public final class Webhooks {

    private static final LoxoRequest LIST = LoxoRequest.get("/webhooks", List.of());

    private final CamelContext context;
    private final LoxoDiagnosis diagnosis;
    private final LoxoSettings settings;

    Webhooks(CamelContext context, LoxoDiagnosis diagnosis, LoxoSettings settings) {
        this.context = context;
        this.diagnosis = diagnosis;
        this.settings = settings;
    }

    /** All that are registered. */
    public List<Webhook> list() {
        return webhooks(send("direct:ask-loxo", LIST, null).getMessage().getBody(JsonNode.class));
    }

    /** Registers one; where an equal one is there already nothing is done. */
    public Registration register(Webhook wanted) {
        Exchange done = send("direct:register-webhook", null, wanted);
        boolean added = done.getVariable("posted", false, Boolean.class);
        return new Registration(done.getVariable("registered", Webhook.class), added);
    }

    /** @param added false where it was there before */
    public record Registration(Webhook webhook, boolean added) {}

    /** Changes one; null for what is to stay. Empty where Loxo has no such webhook. */
    public Optional<Webhook> change(String id, String itemType, String action, String endpointUrl) {
        Optional<Webhook> before = byId(id);
        if (before.isEmpty()) {
            return before;
        }
        Webhook after = new Webhook(
                id,
                itemType == null ? before.get().itemType() : itemType,
                action == null ? before.get().action() : action,
                endpointUrl == null ? before.get().endpointUrl() : endpointUrl);
        send("direct:ask-loxo", LoxoRequest.write("PUT", "/webhooks/" + id, form(after)), null);
        // the shape of Loxo's answer to a write is not published, that of its list is what counts
        return byId(id).filter(after::says).or(() -> {
            throw nothingSaved("PUT /webhooks/" + id);
        });
    }

    /** Removes one; false where it was not there. */
    public boolean remove(String id) {
        return send("direct:ask-loxo", LoxoRequest.deleteIfThere("/webhooks/" + id), null)
                        .getMessage()
                        .getBody()
                != null;
    }

    /** Step of route {@code register-webhook-once}. */
    public LoxoRequest listing() {
        return LIST;
    }

    /** The one that says the same, or null. */
    public Webhook find(@Body JsonNode answer, @Variable("wanted") Webhook wanted) {
        return webhooks(answer).stream().filter(wanted::says).findFirst().orElse(null);
    }

    public LoxoRequest registration(@Variable("wanted") Webhook wanted) {
        return LoxoRequest.write("POST", "/webhooks", form(wanted));
    }

    /** @throws Stop when the webhook is not there after the POST that Loxo took */
    public void checkRegistered(@Variable("registered") Webhook registered) {
        if (registered == null) {
            throw nothingSaved("POST /webhooks");
        }
    }

    private static Stop nothingSaved(String call) {
        return new Stop(
                ExitCode.UNEXPECTED,
                "nothing-saved",
                "Loxo answered %s with success, but GET /webhooks does not show it. Run webhooks list, then try again"
                        .formatted(call));
    }

    private Optional<Webhook> byId(String id) {
        JsonNode answer = send("direct:ask-loxo", LoxoRequest.getIfThere("/webhooks/" + id), null)
                .getMessage()
                .getBody(JsonNode.class);
        return Optional.ofNullable(answer)
                .map(found -> Webhook.of(found.path("webhook").isObject() ? found.path("webhook") : found));
    }

    private static List<Map.Entry<String, String>> form(Webhook webhook) {
        return List.of(
                Map.entry("webhook[item_type]", webhook.itemType()),
                Map.entry("webhook[action]", webhook.action()),
                Map.entry("webhook[endpoint_url]", webhook.endpointUrl()));
    }

    /** A bare list, or one under some name, as Loxo's other lists are. */
    private static List<Webhook> webhooks(JsonNode answer) {
        List<Webhook> found = new ArrayList<>();
        JsonNode list = answer;
        if (answer.isObject()) {
            for (JsonNode value : answer) {
                list = value.isArray() ? value : list;
            }
        }
        list.forEach(item -> found.add(Webhook.of(item)));
        if (!list.isArray()
                || found.stream().anyMatch(webhook -> webhook.endpointUrl().isEmpty())) {
            throw new Stop(
                    ExitCode.UNEXPECTED,
                    "unexpected",
                    "Loxo answered GET /webhooks with something that is no list of webhooks. Look at them in Loxo, and report it");
        }
        return found;
    }

    private Exchange send(String route, LoxoRequest request, Webhook wanted) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange done = template.request(Names.in(context).endpoint(route), exchange -> {
                exchange.getMessage().setBody(request);
                exchange.setVariable("wanted", wanted);
            });
            if (done.getException() != null) {
                throw explained(done.getException(), done.getVariable("request", LoxoRequest.class));
            }
            return done;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stop explained(Exception trouble, LoxoRequest request) {
        if (trouble instanceof Stop stop) {
            return stop;
        }
        if (trouble instanceof HttpOperationFailedException refusal) {
            return explained(refusal, request);
        }
        if (trouble instanceof Failure failure) {
            return new Stop(ExitCode.UNEXPECTED, failure.reason(), failure.sentence(), trouble);
        }
        return new Stop(
                ExitCode.UNEXPECTED,
                "no-answer",
                "Loxo did not answer %s after all retries (%s). Check loxo.base-url and the network, then run it again: what was done is not done twice"
                        .formatted(request == null ? "" : request.label(), trouble.getMessage()),
                trouble);
    }

    private Stop explained(HttpOperationFailedException refusal, LoxoRequest request) {
        int status = refusal.getStatusCode();
        if (status == 401 || status == 403) {
            Failure meaning = diagnosis.meaning(request, refusal);
            return meaning instanceof Stop stop
                    ? stop
                    : new Stop(ExitCode.UNEXPECTED, meaning.reason(), meaning.sentence(), refusal);
        }
        if (status == 429 || status >= 500) {
            return new Stop(
                    ExitCode.UNEXPECTED,
                    status == 429 ? "throttled" : "unavailable",
                    "Loxo still answered %d to %s after all retries. Run it again later: what was done is not done twice"
                            .formatted(status, request.label()),
                    refusal);
        }
        if (status < 400 || status == 404) {
            return new Stop(
                    ExitCode.SETTINGS,
                    "loxo-elsewhere",
                    "Loxo answered %d to %s. Compare loxo.base-url ('%s') and loxo.agency-slug ('%s') with your Loxo address, then run doctor"
                            .formatted(status, request.label(), settings.baseUrl(), settings.agencySlug()),
                    refusal);
        }
        return new Stop(
                ExitCode.SETTINGS,
                "refused",
                "Loxo answered %d to %s: %s".formatted(status, request.label(), refusal.getResponseBody()),
                refusal);
    }
}
