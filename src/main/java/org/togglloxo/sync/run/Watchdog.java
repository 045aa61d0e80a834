package org.togglloxo.sync.run;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.togglloxo.http.Pacing;

/**
 * How long nothing has happened. Asked again and again; the time of a sleeping machine, or of a clock that was set, counts as one
 * short step, since nobody could do anything in it.
 */
final class Watchdog {

    private static final int LEAST_STEPS = 8;

    private final Duration limit;
    private final Clock clock;
    private final List<Pacing> services;
    private long lastLook;
    private long lastSeen = -1;
    private long idleMillis;

    /** @param services a call to one of them is progress, and so is a wait that it asked for */
    Watchdog(Duration limit, List<Pacing> services, Clock clock) {
        this.limit = limit;
        this.services = services;
        this.clock = clock;
        this.lastLook = clock.millis();
    }

    /**
     * Looks.
     *
     * @param progress how much of the work has been done
     * @return whether nothing has happened for the whole time
     */
    boolean sees(long progress) {
        long seen = progress + services.stream().mapToLong(Pacing::activity).sum();
        long now = clock.millis();
        long step = Math.max(0, Math.min(now - lastLook, limit.toMillis() / LEAST_STEPS + 1));
        lastLook = now;
        idleMillis = seen != lastSeen || services.stream().anyMatch(Pacing::isHeldBack) ? 0 : idleMillis + step;
        lastSeen = seen;
        return idleMillis >= limit.toMillis();
    }
}
