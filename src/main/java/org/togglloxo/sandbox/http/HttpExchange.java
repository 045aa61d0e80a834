package org.togglloxo.sandbox.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Blanks;

/** One request on its connection, and the ways in which it can end. */
final class HttpExchange {

    private final Vertx vertx;
    private final HttpServerRequest http;
    private final Throttle.Slot slot;
    private final String requestId;

    HttpExchange(Vertx vertx, HttpServerRequest http, Throttle.Slot slot, String requestId) {
        this.vertx = vertx;
        this.http = http;
        this.slot = slot;
        this.requestId = requestId;
        // A client that gives up never sees the end of its answer, so the slot is freed by whichever comes first
        http.response().endHandler(done -> slot.free()).closeHandler(gone -> slot.free());
        http.exceptionHandler(broken -> slot.free());
    }

    int inFlight() {
        return slot.inFlight();
    }

    void send(Answer answer, Duration wait) {
        if (wait.toMillis() < 1) {
            send(answer);
        } else {
            vertx.setTimer(wait.toMillis(), timer -> send(answer));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Vert.x logs what fails in its context
    void send(Answer answer, CompletableFuture<Void> letGo) {
        Context context = vertx.getOrCreateContext();
        letGo.thenRun(() -> context.runOnContext(now -> send(answer)));
    }

    void send(Answer answer) {
        HttpServerResponse response = http.response();
        if (!response.closed()) {
            head(answer).end(Buffer.buffer(answer.body()));
        }
    }

    /** Announces the whole body, sends half of it and closes. */
    void breakOff(Answer answer) {
        int half = answer.body().length / 2;
        head(answer)
                .putHeader("Content-Length", Integer.toString(answer.body().length))
                .write(Buffer.buffer().appendBytes(answer.body(), 0, half))
                .onComplete(written -> http.connection().close());
    }

    /** Byte for byte, until the client has had enough. */
    void drip(Answer answer, Duration between) {
        HttpServerResponse response = head(answer).setChunked(true);
        response.exceptionHandler(gone -> slot.free());
        AtomicInteger next = new AtomicInteger();
        vertx.setPeriodic(between.toMillis(), timer -> {
            if (response.closed()) {
                vertx.cancelTimer(timer);
            } else {
                int position = next.getAndIncrement();
                byte[] body = answer.body();
                response.write(Buffer.buffer().appendByte(position < body.length ? body[position] : Blanks.BLANK));
            }
        });
    }

    /** As fast as the client takes it, until it has had enough. */
    void pour(Answer answer) {
        HttpServerResponse response = head(answer).setChunked(true);
        response.exceptionHandler(gone -> slot.free()).drainHandler(room -> fill(response));
        fill(response);
    }

    private static void fill(HttpServerResponse response) {
        while (!response.closed() && !response.writeQueueFull()) {
            response.write(Blanks.MANY);
        }
    }

    /** Closes without an answer: an orderly FIN, or a RST that the client sees as "connection reset". */
    @SuppressWarnings("FutureReturnValueIgnored") // a connection that the client has closed already is cut
    void cut(boolean reset) {
        Channel channel = ((HttpServerConnection) http.connection()).channel();
        if (reset) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        channel.close();
        slot.free();
    }

    private HttpServerResponse head(Answer answer) {
        HttpServerResponse response = http.response().setStatusCode(answer.status());
        response.putHeader("Content-Type", answer.contentType());
        // As real services do; whoever hands an answer's headers on to the other service shows up in its leaks
        response.putHeader("X-Request-Id", requestId).putHeader("Cache-Control", "max-age=0, private");
        answer.headers().forEach(response::putHeader);
        return response;
    }
}
