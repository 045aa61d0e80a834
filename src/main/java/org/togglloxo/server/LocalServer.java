package org.togglloxo.server;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.settings.Loopback;

/**
 * An HTTP server for a few people and programs, which cannot be used up: a request and its answer take a few seconds at most,
 * a slow or endless one is cut off, and so many connections are held at once.
 *
 * <p>On loopback only a name of this machine is answered: a page that was opened elsewhere reaches this machine under a name
 * of its own (DNS rebinding).
 */
public final class LocalServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalServer.class);
    private static final int LONGEST_LINE = 4_096;
    private static final int LONGEST_HEADERS = 8_192;
    private static final int BIND_SECONDS = 10;
    private static final int FORBIDDEN = 403;
    private static final int REFUSED = 400;
    private static final int LINE_TOO_LONG = 414;
    private static final int HEADERS_TOO_LONG = 431;

    private final Engine engine;
    private final Vertx vertx;
    private final ServerAddress address;
    private final Limits limits;
    private final Router router;
    private final Set<String> names = new HashSet<>();
    private final Map<HttpConnection, Long> deadlines = new HashMap<>();
    private HttpServer server;

    private LocalServer(Engine engine, ServerAddress address, Limits limits) {
        this.engine = engine;
        this.vertx = engine.lease();
        this.address = address;
        this.limits = limits;
        this.router = Engine.router(vertx);
    }

    /**
     * What a server bears.
     *
     * @param connections at once; further ones are closed
     * @param millis that a request and its answer, or the wait for the next one, may take
     */
    public record Limits(int connections, long millis) {

        public static final Limits USUAL = new Limits(64, 10_000);
    }

    /** @param address must be {@link ServerAddress#on} */
    public static LocalServer of(Engine engine, ServerAddress address, Limits limits) {
        return new LocalServer(engine, address, limits);
    }

    /** Where what is served is put, before {@link #bind}. A body is not read unless a handler for it is put there too. */
    public Router router() {
        return router;
    }

    /** A further name by which it may be asked for, where a proxy is in front. */
    public void alsoNamed(String name) {
        names.add(name.toLowerCase(Locale.ROOT));
    }

    private boolean isNamed(HostAndPort asked) {
        return asked != null
                && (Loopback.is(asked.host()) || names.contains(asked.host().toLowerCase(Locale.ROOT)));
    }

    /** Serves what is made by a worker. */
    public void get(String path, Function<RoutingContext, Answer> work) {
        router.get(path).handler(asked -> vertx.executeBlocking(() -> work.apply(asked), false)
                .onSuccess(answer -> send(asked, answer))
                .onFailure(error -> {
                    LOG.debug("{} was not answered", path, error);
                    asked.fail(500);
                }));
    }

    /** From now on a connection may stay as long as both sides like: for what is sent now and then. */
    public void stream(HttpConnection connection) {
        Long deadline = deadlines.put(connection, null);
        if (deadline != null) {
            vertx.cancelTimer(deadline);
        }
    }

    /**
     * Begins to serve.
     *
     * @return the port
     * @throws IllegalStateException saying why it cannot be bound
     */
    public int bind() {
        int port = address.port().orElseThrow();
        if (port > ServerAddress.HIGHEST_PORT) {
            // each of several workspaces has the one after that of the one before
            throw new IllegalStateException(
                    "there is no port %d, the highest is %d".formatted(port, ServerAddress.HIGHEST_PORT));
        }
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost(address.host())
                        .setPort(port)
                        .setMaxInitialLineLength(LONGEST_LINE)
                        .setMaxHeaderSize(LONGEST_HEADERS)
                        .setHttp2ClearTextEnabled(false))
                .connectionHandler(this::admit)
                .invalidRequestHandler(LocalServer::refuse)
                .requestHandler(this::answer);
        try {
            return server.listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(BIND_SECONDS, TimeUnit.SECONDS)
                    .actualPort();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
        }
    }

    @Override
    public void close() {
        engine.release(server);
    }

    private void admit(HttpConnection connection) {
        if (deadlines.size() >= limits.connections()) {
            connection.close();
            return;
        }
        deadlines.put(connection, null);
        restart(connection);
        connection.closeHandler(closed -> {
            Long deadline = deadlines.remove(connection);
            if (deadline != null) {
                vertx.cancelTimer(deadline);
            }
        });
    }

    private void restart(HttpConnection connection) {
        if (deadlines.containsKey(connection)) {
            long next = vertx.setTimer(limits.millis(), timer -> connection.close());
            Long before = deadlines.put(connection, next);
            if (before != null) {
                vertx.cancelTimer(before);
            }
        }
    }

    private void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        protect(response);
        response.endHandler(sent -> restart(request.connection()));
        HostAndPort asked = request.authority();
        if (address.loopback() && !isNamed(asked)) {
            error(
                    response,
                    FORBIDDEN,
                    "Nothing is served by the name in the header Host: this machine is asked as localhost, 127.0.0.1 or [::1]. A proxy in front has to send one of these");
        } else {
            router.handle(request);
        }
    }

    /** What cannot be read is told why, and ends with its connection. */
    private static void refuse(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        int status = REFUSED;
        String message = "This is no request of HTTP/1.1";
        if (cause instanceof TooLongHttpLineException) {
            status = LINE_TOO_LONG;
            message = "The address has more than %d bytes".formatted(LONGEST_LINE);
        } else if (cause instanceof TooLongHttpHeaderException) {
            status = HEADERS_TOO_LONG;
            message = "The headers have more than %d bytes".formatted(LONGEST_HEADERS);
        }
        HttpServerResponse response = request.response();
        protect(response);
        response.putHeader("Connection", "close");
        error(response, status, message).onComplete(sent -> request.connection().close());
    }

    private static void protect(HttpServerResponse response) {
        response.putHeader("Cache-Control", "no-store").putHeader("X-Content-Type-Options", "nosniff");
    }

    /** @param message needs no escape in JSON */
    private static Future<Void> error(HttpServerResponse response, int status, String message) {
        return response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end("{\"error\":\"%s\"}".formatted(message));
    }

    private static void send(RoutingContext asked, Answer answer) {
        HttpServerResponse response = asked.response();
        if (!response.closed() && !response.ended()) {
            response.setStatusCode(answer.status())
                    .putHeader("Content-Type", answer.type())
                    .end(answer.body());
        }
    }
}
