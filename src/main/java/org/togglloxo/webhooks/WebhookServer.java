package org.togglloxo.webhooks;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.server.Engine;

/**
 * The HTTP server behind {@code platform-http} in the stand-alone program. Camel's own offers neither a bound on
 * connections nor one on their life, and its authentication can be got around (4.18.0).
 *
 * <p>Whoever does not have the token is turned away by the path alone: 404 for every path alike, before the body is read.
 * A connection serves one request and lives ten seconds at most, so that neither slow ones nor idle ones can use it up.
 */
public final class WebhookServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookServer.class);

    private static final int LONGEST_BODY = 64 * 1024;
    private static final int MOST_CONNECTIONS = 256;
    private static final int CONNECTION_MILLIS = 10_000;
    private static final int NOT_FOUND = 404;
    private static final int NOT_READY = 503;

    private final Engine engine;
    private final Vertx vertx;
    private final String host;
    private final int asked;
    private int port;
    private int connections;
    private volatile Site site;
    private volatile boolean open;
    private HttpServer server;
    private boolean closed;

    private WebhookServer(String host, int port, Engine engine) {
        this.host = host;
        this.asked = port;
        this.port = port;
        this.engine = engine;
        this.vertx = engine.lease();
    }

    /**
     * Binds the port. Until a site is opened every request is told to come again.
     *
     * @throws Stop when the port cannot be bound
     */
    public static WebhookServer bind(WebhookSettings settings, Engine engine) {
        WebhookServer bound = new WebhookServer(settings.host(), settings.port(), engine);
        try {
            bound.listen();
            return bound;
        } catch (RuntimeException e) {
            bound.close();
            throw e;
        }
    }

    /** Without a port: for routes that are tried and receive nothing. */
    public static WebhookServer unbound(WebhookSettings settings, Engine engine) {
        return new WebhookServer(settings.host(), settings.port(), engine);
    }

    /** What a context serves. */
    public record Site(Router router, WebhookSettings settings, WebhookToken token) {}

    /** Whether these settings are about the port that is bound. */
    public boolean serves(WebhookSettings settings) {
        return settings.host().equals(host) && settings.port() == asked;
    }

    /** Puts a router where {@code platform-http} looks for it; nobody is let in before {@link #open}. */
    public Site site(CamelContext context, WebhookSettings settings) {
        Site made = new Site(router(context), settings.at(port), new WebhookToken(settings.token()));
        if (site == null) {
            site = made;
        }
        return made;
    }

    /** The routes are there. Of several sites the last one counts. */
    public void open(Site ready) {
        site = ready;
        open = true;
        LOG.info("Loxo's webhooks are received at {}", ready.settings().place());
        if (!ready.settings().loopback()) {
            LOG.warn("webhooks.host lets other machines in, without TLS: put a proxy with TLS in front");
        }
    }

    /** Whoever comes now is told to come again. */
    public void pause() {
        open = false;
    }

    @Override
    public synchronized void close() {
        open = false;
        if (!closed) {
            closed = true;
            engine.release(server);
        }
    }

    private Router router(CamelContext context) {
        Router router = Engine.router(vertx);
        VertxPlatformHttpServerConfiguration place = new VertxPlatformHttpServerConfiguration();
        place.setBindHost(host);
        place.setBindPort(port);
        context.getRegistry().bind("webhookServer", place);
        String name = VertxPlatformHttpRouter.getRouterNameFromPort(port);
        context.getRegistry().bind(name, new PlatformRouter(vertx, router, name));
        return router;
    }

    private void admit(HttpServerRequest request) {
        Site here = site;
        request.response().putHeader("Connection", "close");
        if (here == null || !here.token().isPath(request.path())) {
            request.response().setStatusCode(NOT_FOUND).end();
        } else if (!open) {
            request.response()
                    .setStatusCode(NOT_READY)
                    .putHeader("Retry-After", "1")
                    .end();
        } else {
            here.router().handle(request);
        }
    }

    private void limit(HttpConnection connection) {
        if (connections >= MOST_CONNECTIONS) {
            connection.close();
            return;
        }
        connections++;
        long end = vertx.setTimer(CONNECTION_MILLIS, timer -> connection.close());
        connection.closeHandler(closed -> {
            connections--;
            vertx.cancelTimer(end);
        });
    }

    private void listen() {
        server = vertx.createHttpServer(new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true));
        try {
            port = server.connectionHandler(this::limit)
                    .requestHandler(this::admit)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(CONNECTION_MILLIS, TimeUnit.MILLISECONDS)
                    .actualPort();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new Stop(
                    Reason.WEBHOOKS_PORT,
                    "Loxo's webhooks cannot be received at %s, port %d: %s. Set webhooks.port to a free one, webhooks.host to an address of this machine, or webhooks.token to nothing"
                            .formatted(host, port, cause.getMessage()),
                    e);
        }
    }

    /** Bodies in memory and bounded; Camel's would keep uploads in files. */
    private static final class PlatformRouter extends VertxPlatformHttpRouter {

        PlatformRouter(Vertx vertx, Router router, String name) {
            super(null, vertx, router, name);
        }

        @Override
        public Handler<RoutingContext> bodyHandler() {
            return BodyHandler.create(false).setBodyLimit(LONGEST_BODY);
        }
    }
}
