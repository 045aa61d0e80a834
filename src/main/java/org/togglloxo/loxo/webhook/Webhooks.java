package org.togglloxo.loxo.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.loxo.api.LoxoCalls;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.loxo.api.SingleCalls;

/** Loxo's webhooks as they are registered. Every error ends as a {@link Stop} with a message. */
public final class Webhooks {

    private static final LoxoRequest LIST = LoxoRequest.get("/webhooks", List.of());

    private final SingleCalls calls;

    public Webhooks(SingleCalls calls) {
        this.calls = calls;
    }

    /** All that are registered. */
    public List<Webhook> list() {
        return webhooks(calls.ask(LIST));
    }

    /** Registers one; where an equal one is there already nothing is done. */
    public Registration register(Webhook wanted) {
        return calls.through("direct:register-webhook", wanted).getMessage().getBody(Registration.class);
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
        calls.ask(LoxoRequest.write("PUT", "/webhooks/" + id, form(after)));
        // the shape of Loxo's answer to a write is not published, that of its list is what counts
        return byId(id).filter(after::says).or(() -> {
            throw nothingSaved("PUT /webhooks/" + id);
        });
    }

    /** Removes one; false where it was not there. */
    public boolean remove(String id) {
        return calls.ask(LoxoRequest.deleteIfThere("/webhooks/" + id)) != null;
    }

    /** Looks first: the answer to a POST may have been lost. */
    public static Registration registration(Webhook wanted, LoxoCalls calls) throws Exception {
        Optional<Webhook> there = find(wanted, calls);
        if (there.isPresent()) {
            return new Registration(there.get(), false);
        }
        calls.call(LoxoRequest.write("POST", "/webhooks", form(wanted)));
        return new Registration(find(wanted, calls).orElseThrow(() -> nothingSaved("POST /webhooks")), true);
    }

    /** The one that says the same. */
    private static Optional<Webhook> find(Webhook wanted, LoxoCalls calls) throws Exception {
        return webhooks(calls.call(LIST)).stream().filter(wanted::says).findFirst();
    }

    private static Stop nothingSaved(String call) {
        return new Stop(
                Reason.NOTHING_SAVED,
                "Loxo answered %s with success, but GET /webhooks does not show it. Run webhooks list, then try again"
                        .formatted(call));
    }

    private Optional<Webhook> byId(String id) {
        JsonNode answer = calls.ask(LoxoRequest.getIfThere("/webhooks/" + id));
        return Optional.ofNullable(answer).map(Webhook::of);
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
                    Reason.UNEXPECTED,
                    "Loxo answered GET /webhooks with something that is no list of webhooks. Look at them in Loxo, and report it");
        }
        return found;
    }
}
