package org.togglloxo.loxo.api;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often an endpoint refused (401, 403) in a row while the key itself was accepted. */
public final class Refusals {

    private final Map<String, Integer> inARow = new ConcurrentHashMap<>();

    /** One more; returns how many there are now. */
    int refused(String endpoint) {
        return inARow.merge(endpoint, 1, Integer::sum);
    }

    /** The endpoint answered; true when it had refused before. */
    public boolean accepted(LoxoRequest request) {
        return !inARow.isEmpty() && inARow.remove(request.endpoint()) != null;
    }

    void clear() {
        inARow.clear();
    }
}
