package org.togglloxo.sandbox.http;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.togglloxo.sandbox.message.Request;

/** Notes what must not reach this service: the other one's key, and headers that no client of it has a reason to send. */
public final class LeakWatch {

    // What HTTP clients send of their own accord, and what both vendors document: authorization and accept
    private static final Set<String> EXPECTED = Set.of(
            "host",
            "authorization",
            "accept",
            "accept-encoding",
            "accept-language",
            "accept-charset",
            "content-type",
            "content-length",
            "transfer-encoding",
            "user-agent",
            "connection",
            "keep-alive",
            "expect",
            "te",
            "upgrade",
            "http2-settings",
            "traceparent",
            "tracestate");

    private static final int BOUND = 1000;

    private final String service;
    private final String foreignKey;
    private final Set<String> leaks = new LinkedHashSet<>();

    LeakWatch(String service, String foreignKey) {
        this.service = service;
        this.foreignKey = foreignKey;
    }

    void check(Request request) {
        request.headers().forEach((name, value) -> {
            if (value.contains(foreignKey)) {
                note(request, "the other service's key in header " + name);
            } else if (!EXPECTED.contains(name)) {
                note(request, "unexpected header " + name);
            }
        });
        if (request.url().contains(foreignKey)) {
            note(request, "the other service's key in the URL");
        }
        if (holdsKey(request.fields()) || holdsKey(request.query())) {
            note(request, "the other service's key in a parameter");
        }
    }

    private boolean holdsKey(Map<String, List<String>> values) {
        return values.values().stream().anyMatch(list -> list.stream().anyMatch(value -> value.contains(foreignKey)));
    }

    private synchronized void note(Request request, String what) {
        if (leaks.size() < BOUND) {
            leaks.add(service + ": " + request.operation() + ": " + what);
        }
    }

    public synchronized List<String> leaks() {
        return List.copyOf(leaks);
    }
}
