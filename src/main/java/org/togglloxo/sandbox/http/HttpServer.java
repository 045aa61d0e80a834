package org.togglloxo.sandbox.http;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Form;
import org.togglloxo.sandbox.message.Request;
import org.togglloxo.sandbox.message.Urlencoded;

/** One service on a port of 127.0.0.1: reads the request, keeps the quota, plays the fault, writes the call log. */
public final class HttpServer {

    private final Vertx vertx;
    private final Service service;
    private final Instruments watch;
    private final Throttle throttle;
    private final FaultPlayer player;
    private final AtomicLong arrived = new AtomicLong();

    public HttpServer(Vertx vertx, Service service, Instruments watch, Quota quota) {
        this.vertx = vertx;
        this.service = service;
        this.watch = watch;
        this.throttle = new Throttle(quota);
        this.player = new FaultPlayer(service, watch.callLog(), watch.pause());
    }

    /** @return the port that was bound */
    public int listen(int port) {
        // h2c off: a connection must stay HTTP/1.1, or a reset would concern every stream on it
        HttpServerOptions options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(64 * 1024)
                .setMaxHeaderSize(64 * 1024)
                .setHandle100ContinueAutomatically(true)
                .setReuseAddress(true);
        try {
            return vertx.createHttpServer(options)
                    .requestHandler(this::arrive)
                    .listen(port, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS)
                    .actualPort();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "Port " + port + " on 127.0.0.1 cannot be bound: " + e.getMessage() + ". Set another (0 = any).",
                    e);
        }
    }

    public int mostInFlight() {
        return throttle.mostInFlight();
    }

    private void arrive(HttpServerRequest http) {
        long number = arrived.incrementAndGet();
        HttpExchange exchange = new HttpExchange(vertx, http, throttle.enter(), Long.toHexString(0x5eed0000L + number));
        http.body().onSuccess(body -> {
            try {
                process(exchange, read(number, http, body));
            } catch (RuntimeException e) {
                // Or the client would wait for ever: a fault's own code, or the simulator itself, is wrong
                watch.callLog().unexpected(http.method() + " " + http.path() + " failed in the sandbox: " + e);
                exchange.send(service.error(500, "Sandbox Failed"));
            }
        });
    }

    private void process(HttpExchange exchange, Request request) {
        watch.leaks().check(request);
        if (request.template().isEmpty()) {
            watch.callLog().unexpected(request.method() + " " + request.path());
        }
        Optional<Map<String, String>> refused = throttle.refuse(exchange.inFlight());
        if (refused.isPresent()) {
            Answer answer = service.error(429, "Too Many Requests").with(refused.get());
            watch.callLog().answered(request, answer, false, false);
            exchange.send(answer);
            return;
        }
        player.play(watch.faults().next(request), request, exchange);
    }

    private Request read(long number, HttpServerRequest http, Buffer body) {
        String method = http.method().name();
        String rawPath = http.path() == null ? "/" : http.path();
        Optional<Service.Place> place = service.locate(method, rawPath);
        Form form = Form.read(http.getHeader("Content-Type"), body.getBytes());
        Map<String, List<String>> query = Map.of();
        String unreadable = form.unreadable();
        try {
            query = http.query() == null ? Map.of() : Urlencoded.parse(http.query());
        } catch (IllegalArgumentException e) {
            unreadable = "query: " + e.getMessage();
        }
        return new Request(
                number,
                method,
                "http://" + http.authority() + http.uri(),
                place.map(Service.Place::path).orElse(rawPath),
                place.map(found -> found.match().template()).orElse(""),
                place.map(found -> found.match().values()).orElse(Map.of()),
                query,
                form.fields(),
                form.files(),
                headers(http.headers()),
                unreadable);
    }

    private static Map<String, String> headers(MultiMap headers) {
        Map<String, String> byName = new HashMap<>();
        headers.forEach((name, value) ->
                byName.merge(name.toLowerCase(Locale.ROOT), value, (first, next) -> first + ", " + next));
        return byName;
    }
}
