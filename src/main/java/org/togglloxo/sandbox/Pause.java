package org.togglloxo.sandbox;

import java.time.Duration;

/** How long answers wait at present; set from any thread. */
final class Pause {

    private volatile Duration latency;

    Pause(Duration latency) {
        this.latency = latency;
    }

    Duration latency() {
        return latency;
    }

    void set(Duration wait) {
        latency = wait;
    }
}
