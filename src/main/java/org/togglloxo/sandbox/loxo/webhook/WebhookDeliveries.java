package org.togglloxo.sandbox.loxo.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Request;

/**
 * What is registered at {@code /webhooks}, and the POSTs that follow from a change. In order and once each, unless asked
 * otherwise: what the real service promises is not known (loxo-37). Safe to use from any thread.
 */
public final class WebhookDeliveries {

    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int CREATED = 201;
    private static final long FIRST_ID = 4_401;

    /** Something that is to be told to one endpoint. */
    private record Due(WebhookRegistration webhook, String itemId, Instant at) {}

    private final Vertx vertx;
    private final HttpClient http;
    private final List<WebhookRegistration> registered = new ArrayList<>();
    private final List<Due> held = new ArrayList<>();
    private final List<WebhookDelivery> delivered = new CopyOnWriteArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private long lastId = FIRST_ID - 1;
    private int times = 1;
    private Duration delay = Duration.ZERO;
    private boolean holding;

    public WebhookDeliveries(Vertx vertx) {
        this.vertx = vertx;
        this.http = vertx.createHttpClient();
    }

    /** All webhooks, the oldest first. */
    public synchronized List<WebhookRegistration> registered() {
        return List.copyOf(registered);
    }

    /** Registers one as {@code POST /webhooks} does. */
    public synchronized WebhookRegistration register(String itemType, String action, String endpointUrl) {
        WebhookRegistration webhook = new WebhookRegistration(++lastId, itemType, action, endpointUrl);
        registered.add(webhook);
        return webhook;
    }

    public synchronized void replace(WebhookRegistration changed) {
        registered.replaceAll(webhook -> webhook.id() == changed.id() ? changed : webhook);
    }

    public synchronized void remove(long id) {
        registered.removeIf(webhook -> webhook.id() == id);
    }

    /** Every delivery is made so often from now on. */
    public synchronized void repeat(int often) {
        times = often;
    }

    /** Every delivery waits so long from now on. */
    public synchronized void delay(Duration wait) {
        delay = wait;
    }

    /** Deliveries are kept back until {@link #releaseReversed}. */
    public synchronized void hold() {
        holding = true;
    }

    /** What was kept back is delivered, the latest first. */
    public synchronized void releaseReversed() {
        holding = false;
        Collections.reverse(held);
        held.forEach(this::deliver);
        held.clear();
    }

    /** What was delivered so far, in the order of the answers. */
    public List<WebhookDelivery> delivered() {
        return List.copyOf(delivered);
    }

    /** Whether nothing is under way or kept back. */
    public synchronized boolean settled() {
        return underWay.get() == 0 && held.isEmpty();
    }

    /** Something changed: whoever registered for it is told. */
    public synchronized void changed(String itemType, String itemId, String action) {
        for (WebhookRegistration webhook : registered) {
            if (webhook.itemType().equals(itemType) && webhook.action().equals(action)) {
                Due due = new Due(webhook, itemId, Instant.now());
                if (holding) {
                    held.add(due);
                } else {
                    deliver(due);
                }
            }
        }
    }

    /** The same for a write that came by the API: its answer holds the record under the item type's name. */
    public void wrote(Request request, Answer answer) {
        if (request.method().equals("GET")
                || !answer.succeeded()
                || registered().isEmpty()) {
            return;
        }
        JsonNode body = parsed(answer);
        for (String itemType : WebhookRegistration.ITEM_TYPES) {
            String id = body.path(itemType).path("id").asText("");
            if (!id.isEmpty()) {
                changed(itemType, id, answer.status() == CREATED ? "create" : "update");
            }
        }
    }

    private static JsonNode parsed(Answer answer) {
        try {
            return Answer.JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deliver(Due due) {
        for (int i = 0; i < times; i++) {
            underWay.incrementAndGet();
            if (delay.isZero()) {
                post(due);
            } else {
                vertx.setTimer(delay.toMillis(), timer -> post(due));
            }
        }
    }

    private void post(Due due) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(due.webhook().endpointUrl())
                .setTimeout(TIMEOUT_MILLIS)
                .putHeader("Content-Type", "application/json");
        http.request(options)
                .compose(request -> request.send(Buffer.buffer(body(due))))
                .onComplete(answer -> {
                    delivered.add(new WebhookDelivery(
                            due.webhook().id(),
                            due.webhook().itemType(),
                            due.itemId(),
                            due.webhook().action(),
                            answer.succeeded() ? answer.result().statusCode() : 0));
                    underWay.decrementAndGet();
                });
    }

    /** The shape that one public receiver reads; how it is signed is not documented (loxo-36). */
    private static String body(Due due) {
        ObjectNode body = Answer.JSON.createObjectNode();
        ObjectNode data = body.putObject("data");
        data.put("item_type", due.webhook().itemType());
        if (due.itemId().matches("\\d{1,18}")) {
            data.put("item_id", Long.parseLong(due.itemId()));
        } else {
            data.put("item_id", due.itemId());
        }
        data.put("action", due.webhook().action());
        data.put("timestamp", due.at().getEpochSecond());
        data.put(
                "signature",
                Long.toHexString(due.at().toEpochMilli() * 31 + due.itemId().hashCode()));
        return body.toString();
    }
}
