package org.togglloxo.sandbox.http;

import java.time.Duration;

/** How long answers wait at present; set from any thread. */
public final class Pause {

    private volatile Duration latency;

    Pause(Duration latency) {
        this.latency = latency;
    }

    Duration latency() {
        return latency;
    }

    public void set(Duration wait) {
        latency = wait;
    }
}
