package org.togglloxo.sandbox.http;

import java.time.Duration;
import org.togglloxo.sandbox.fault.Faults;

/** What stands around a service, whichever it is: set by tests, filled and obeyed by its HTTP front. */
public record Instruments(Faults faults, CallLog callLog, LeakWatch leaks, Pause pause) {

    public static Instruments over(String service, String foreignKey, int recordedCalls, Duration latency) {
        return new Instruments(
                new Faults(), new CallLog(recordedCalls), new LeakWatch(service, foreignKey), new Pause(latency));
    }
}
