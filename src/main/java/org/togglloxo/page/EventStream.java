package org.togglloxo.page;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.report.RunReport;
import org.togglloxo.server.LocalServer;

/**
 * Tells browsers how far a run has come, and that candidates changed. What is told is the state as a whole, so that whoever
 * missed something needs no more than the next one, and nothing waits to be sent.
 */
final class EventStream {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private static final int MOST = 16;
    private static final int TICK_MILLIS = 500;
    private static final int TICKS_BETWEEN_LOOKS = 4;
    private static final int TICKS_BETWEEN_BEATS = 30;
    private static final int TICKS_TOO_SLOW = 20;
    private static final int TICKS_AT_MOST = 7_200;
    private static final int QUEUED_BYTES = 16 * 1024;

    private final LocalServer server;
    private final Workers workers;
    private final RunEvents events;
    private final PageApi api;
    private final Map<HttpServerResponse, Listener> listeners = new HashMap<>();
    private volatile PageApi.Seen seen = new PageApi.Seen(null, null);
    private long ticks;

    private static final class Listener {
        private final Role role;
        private String told = "";
        private int since;
        private int slow;
        private int age;

        Listener(Role role) {
            this.role = role;
        }
    }

    EventStream(LocalServer server, Workers workers, RunEvents events, PageApi api) {
        this.server = server;
        this.workers = workers;
        this.events = events;
        this.api = api;
        workers.vertx().setPeriodic(TICK_MILLIS, tick -> tick());
    }

    /** One more who listens. */
    void open(HttpServerRequest request, Role role) {
        if (listeners.size() >= MOST) {
            throw new Refusal(
                    Refusal.BUSY, "%d pages listen already, and there is no room for more. Close one".formatted(MOST));
        }
        HttpServerResponse response = request.response();
        server.stream(request.connection());
        response.setChunked(true).setWriteQueueMaxSize(QUEUED_BYTES).putHeader("Content-Type", "text/event-stream");
        response.closeHandler(closed -> listeners.remove(response));
        response.exceptionHandler(broken -> listeners.remove(response));
        Listener listener = new Listener(role);
        listeners.put(response, listener);
        tell(response, listener);
        if (listeners.size() == 1) {
            look();
        }
    }

    private void tick() {
        if (listeners.isEmpty()) {
            return;
        }
        if (++ticks % TICKS_BETWEEN_LOOKS == 0) {
            look();
        }
        Iterator<Map.Entry<HttpServerResponse, Listener>> all =
                listeners.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<HttpServerResponse, Listener> one = all.next();
            if (one.getKey().closed() || !tell(one.getKey(), one.getValue())) {
                all.remove();
                drop(one.getKey());
            }
        }
    }

    private static void drop(HttpServerResponse response) {
        if (!response.closed()) {
            response.reset();
        }
    }

    /** False for one who does not take what is sent, or was there long enough and may come again. */
    private boolean tell(HttpServerResponse response, Listener listener) {
        if (++listener.age > TICKS_AT_MOST) {
            return false;
        }
        if (response.writeQueueFull()) {
            return ++listener.slow < TICKS_TOO_SLOW;
        }
        listener.slow = 0;
        String state = state(listener.role);
        if (!state.equals(listener.told)) {
            listener.told = state;
            listener.since = 0;
            response.write("event: state\ndata: " + state + "\n\n");
        } else if (++listener.since % TICKS_BETWEEN_BEATS == 0) {
            response.write(": nothing new\n\n");
        }
        return true;
    }

    private String state(Role role) {
        Map<String, Object> own = api.own();
        PageApi.Seen known = seen;
        RunRow last = own == null ? known.last() : null;
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("under_way", own == null ? known.underWay() : own);
        state.put("last", last == null ? null : FieldRedaction.ofRun(role, RunReport.json(last)));
        state.put("changes", events.changes());
        return Answer.text(state);
    }

    /** At what others may have done: a run of this process is known without. */
    private void look() {
        try {
            workers.inside().execute(() -> {
                try {
                    seen = api.seen();
                } catch (RuntimeException e) {
                    LOG.debug("the ledger was not looked at", e);
                }
            });
        } catch (RejectedExecutionException busy) {
            LOG.trace("looked at again in a while", busy);
        }
    }
}
