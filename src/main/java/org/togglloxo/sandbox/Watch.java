package org.togglloxo.sandbox;

import java.time.Duration;

/** What stands around a service, whichever it is: set by tests, filled and obeyed by its HTTP front. */
record Watch(Faults faults, Journal journal, LeakWatch leaks, Pause pause) {

    static Watch over(String service, String foreignKey, int recordedCalls, Duration latency) {
        return new Watch(
                new Faults(), new Journal(recordedCalls), new LeakWatch(service, foreignKey), new Pause(latency));
    }
}
