package org.togglloxo.sandbox.http;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The token bucket and the requests in flight of one service. */
final class Throttle {

    /** A request in flight; freeing it twice counts once. */
    final class Slot {
        private final int inFlight;
        private boolean freed;

        private Slot(int inFlight) {
            this.inFlight = inFlight;
        }

        int inFlight() {
            return inFlight;
        }

        void free() {
            synchronized (Throttle.this) {
                if (!freed) {
                    freed = true;
                    Throttle.this.inFlight--;
                }
            }
        }
    }

    private final Quota quota;
    private double tokens;
    private long refilledAt = System.nanoTime();
    private int inFlight;
    private int mostInFlight;

    Throttle(Quota quota) {
        this.quota = quota;
        this.tokens = quota.burst();
    }

    synchronized Slot enter() {
        inFlight++;
        mostInFlight = Math.max(mostInFlight, inFlight);
        return new Slot(inFlight);
    }

    synchronized int mostInFlight() {
        return mostInFlight;
    }

    /** The headers of the 429, or nothing where the request may pass. */
    synchronized Optional<Map<String, String>> refuse(int atOnce) {
        if (quota.concurrent() > 0 && atOnce > quota.concurrent()) {
            return Optional.of(quota.retryAfter().header(Duration.ofSeconds(1)));
        }
        if (quota.requestsPerSecond() == 0) {
            return Optional.empty();
        }
        long now = System.nanoTime();
        tokens = Math.min(quota.burst(), tokens + (now - refilledAt) / 1e9 * quota.requestsPerSecond());
        refilledAt = now;
        if (tokens < 1) {
            double seconds = (1 - tokens) / quota.requestsPerSecond();
            return Optional.of(quota.retryAfter().header(Duration.ofMillis((long) (seconds * 1000))));
        }
        tokens--;
        return Optional.empty();
    }
}
