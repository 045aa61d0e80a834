package org.togglloxo.loxo.api;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.togglloxo.failure.Diagnosis.Probe;
import org.togglloxo.http.StatusException;
import org.togglloxo.http.StatusException.Meaning;

/** The probe that Loxo names for a 401 or 403 (loxo-3): {@code GET /job_categories} with the same slug and key. */
public final class LoxoProbe {

    private static final LoxoRequest PROBE = LoxoRequest.get("/job_categories", List.of());
    private static final Duration HOLDS = Duration.ofSeconds(5);

    private final LoxoClient client;
    private final Clock clock;
    private Probe last;
    private long lastAt;

    public LoxoProbe(LoxoClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** What it says; an answer holds for some seconds, and many who are refused at once cost one. */
    public synchronized Probe ask() {
        if (last != Probe.ANSWERED || clock.millis() - lastAt >= HOLDS.toMillis()) {
            last = asked();
            lastAt = clock.millis();
        }
        return last;
    }

    private Probe asked() {
        try {
            client.call(PROBE);
            return Probe.ANSWERED;
        } catch (Exception e) {
            return StatusException.means(e, Meaning.REFUSED) ? Probe.REFUSED : Probe.UNREACHABLE;
        }
    }
}
