package org.togglloxo.sandbox;

/** What stands around a service, whichever it is: set by tests, filled and obeyed by its HTTP front. */
record Watch(Faults faults, Journal journal, LeakWatch leaks, Pause pause) {

    static Watch over(String service, String foreignKey, SandboxOptions options) {
        return new Watch(
                new Faults(),
                new Journal(options.recordedCalls()),
                new LeakWatch(service, foreignKey),
                new Pause(options.latency()));
    }
}
