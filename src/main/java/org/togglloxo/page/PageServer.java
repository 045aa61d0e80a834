package org.togglloxo.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Stop;
import org.togglloxo.flow.files.FlowException;

/** Looks at each request before anything is done for it, and hands what is in order to the API. */
final class PageServer {

    private static final Logger LOG = LoggerFactory.getLogger(PageServer.class);

    private static final int LONGEST_BODY = 16 * 1024;
    private static final int NO_CONTENT_LENGTH = -1;

    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'none';" + " frame-ancestors 'none'; object-src 'none'";

    private final Origins origins;
    private final Tokens tokens;
    private final PageFiles files = new PageFiles();
    private final PageApi api;
    private final EventStream events;
    private final Workers workers;
    private final Duration patience;

    /** @param patience until somebody who waits for an answer is told that there is none */
    PageServer(Origins origins, Tokens tokens, PageApi api, EventStream events, Workers workers, Duration patience) {
        this.origins = origins;
        this.tokens = tokens;
        this.api = api;
        this.events = events;
        this.workers = workers;
        this.patience = patience;
    }

    /** In the thread of the server, which must not be held up. */
    void handle(RoutingContext asked) {
        HttpServerRequest request = asked.request();
        protect(request.response());
        try {
            origins.checkHost(request.getHeader("Host"));
            admit(request);
        } catch (Refusal refused) {
            send(request, refused.answer());
        } catch (RuntimeException e) {
            send(request, unexpected(e));
        }
    }

    private void admit(HttpServerRequest request) {
        String path = String.valueOf(request.path());
        boolean post = request.method().equals(HttpMethod.POST);
        if (!post && !request.method().equals(HttpMethod.GET)) {
            throw new Refusal(Refusal.METHOD_NOT_ALLOWED, "GET looks, POST does something; there is nothing else");
        }
        if (!path.startsWith("/api/")) {
            Optional<Answer> file = post ? Optional.empty() : files.at(path);
            send(request, file.orElseThrow(() -> new Refusal(Refusal.NOT_FOUND, "There is no such page")));
            return;
        }
        if (post) {
            origins.checkOrigin(
                    request.getHeader("Sec-Fetch-Site"), request.getHeader("Origin"), request.getHeader("Host"));
        }
        Role role = tokens.of(request.getHeader("Authorization"));
        if (post) {
            takeBody(request, role, path);
        } else if (path.equals("/api/events")) {
            events.open(request, role);
        } else {
            work(request, Call.of(false, path, request.query(), role, MissingNode.getInstance()));
        }
    }

    private void takeBody(HttpServerRequest request, Role role, String path) {
        if (!role.may(Role.ADMIN)) {
            throw new Refusal(
                    Refusal.FORBIDDEN,
                    "To do something, page.admin-token is needed. Give it as Authorization: Bearer TOKEN, or set it where there is none");
        }
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() > LONGEST_BODY) {
                request.handler(more -> {});
                request.endHandler(end -> {});
                send(request, tooLarge().answer());
            } else {
                body.appendBuffer(part);
            }
        });
        request.endHandler(end -> {
            try {
                work(request, Call.of(true, path, request.query(), role, json(request, body)));
            } catch (Refusal refused) {
                send(request, refused.answer());
            }
        });
        if (length(request) > LONGEST_BODY) {
            throw tooLarge();
        }
    }

    private static Refusal tooLarge() {
        return new Refusal(Refusal.TOO_LARGE, "The body has more than %d bytes".formatted(LONGEST_BODY));
    }

    private static long length(HttpServerRequest request) {
        try {
            String length = request.getHeader("Content-Length");
            return length == null ? NO_CONTENT_LENGTH : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Whoever has nothing to say need not say so. */
    private static JsonNode json(HttpServerRequest request, Buffer body) {
        if (body.length() == 0) {
            return Answer.JSON.createObjectNode();
        }
        String type = String.valueOf(request.getHeader("Content-Type")).toLowerCase(Locale.ROOT);
        if (!type.replaceFirst(";.*", "").strip().equals("application/json")) {
            throw new Refusal(Refusal.UNSUPPORTED_TYPE, "The body has to be JSON: Content-Type: application/json");
        }
        try {
            JsonNode read = Answer.JSON.readTree(body.getBytes());
            if (read.isObject()) {
                return read;
            }
        } catch (IOException e) {
            // the same as something else than an object
        }
        throw new Refusal(
                Refusal.BAD_REQUEST, "The body has to be a JSON object, or left out where there is nothing to say");
    }

    private void work(HttpServerRequest request, Call call) {
        Context here = workers.vertx().getOrCreateContext();
        boolean asksService = api.asksService(call);
        String late = asksService
                ? "No answer within %d seconds: the service is slow, or a run needs all the calls it lets through. Try again later"
                : "No answer within %d seconds: the ledger is slow or cannot be reached, which the log and /observe/health tell. What was to be done may be done later. Look again in a while";
        long limit = workers.vertx()
                .setTimer(
                        patience.toMillis(),
                        passed -> send(
                                request, new Refusal(Refusal.TOO_SLOW, late.formatted(patience.toSeconds())).answer()));
        Runnable job = () -> {
            Answer answer = answer(call);
            here.runOnContext(then -> {
                workers.vertx().cancelTimer(limit);
                send(request, answer);
            });
        };
        try {
            (asksService ? workers.outside() : workers.inside()).execute(job);
        } catch (RejectedExecutionException full) {
            workers.vertx().cancelTimer(limit);
            send(request, new Refusal(Refusal.BUSY, "Too many requests wait already. Try again in a moment").answer());
        }
    }

    private Answer answer(Call call) {
        try {
            return api.answer(call);
        } catch (Refusal refused) {
            return refused.answer();
        } catch (Stop stop) {
            return new Refusal(Refusal.SERVICE_FAILED, FieldRedaction.ofMessage(call.role(), stop.message())).answer();
        } catch (FlowException broken) {
            return new Refusal(
                            Refusal.CONFLICT,
                            FieldRedaction.ofMessage(call.role(), broken.error().message()))
                    .answer();
        } catch (RuntimeException | Error e) {
            return unexpected(e);
        }
    }

    private static Answer unexpected(Throwable error) {
        LOG.warn("the page could not answer: {}", error.getClass().getSimpleName());
        LOG.debug("the page could not answer", error);
        return new Refusal(
                        Refusal.UNEXPECTED, "An error nobody expected; the log says more at LOG_LEVEL=DEBUG. Report it")
                .answer();
    }

    private static void protect(HttpServerResponse response) {
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Cache-Control", "no-store");
    }

    /** Once; whoever comes second is too late. A request that was not read to its end ends with its connection. */
    private static void send(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status()).putHeader("Content-Type", answer.type());
        if (answer.kept()) {
            response.putHeader("Cache-Control", "no-cache");
        }
        if (answer.status() == Refusal.UNAUTHORIZED) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        boolean cutOff = !request.isEnded();
        if (cutOff) {
            response.putHeader("Connection", "close");
        }
        response.end(Buffer.buffer(answer.body())).onComplete(sent -> {
            if (cutOff) {
                request.connection().close();
            }
        });
    }
}
