package org.togglloxo.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.togglloxo.sandbox.fault.Faults;
import org.togglloxo.sandbox.http.HttpServer;
import org.togglloxo.sandbox.http.Instruments;
import org.togglloxo.sandbox.message.Call;

/** What both simulators tell about the calls they got. Safe to ask from any thread, while they work. */
public abstract sealed class SimulatedService permits SimulatedToggl, SimulatedLoxo {

    private final HttpServer front;
    private final Instruments watch;

    SimulatedService(HttpServer front, Instruments watch) {
        this.front = front;
        this.watch = watch;
    }

    int listen(int port) {
        return front.listen(port);
    }

    Faults faults() {
        return watch.faults();
    }

    /** The newest calls in the order in which they were answered, as many as the options let it remember. */
    public List<Call> calls() {
        return watch.callLog().calls();
    }

    /** Calls by {@code "METHOD /template"}, whatever was answered, even where calls are not remembered. */
    public Map<String, Long> counts() {
        return watch.callLog().counts();
    }

    /** How often this was asked, whatever was answered: {@code countOf("POST /people")}. */
    public long countOf(String operation) {
        return watch.callLog().counts().getOrDefault(operation, 0L);
    }

    /** How often this was answered with that status; 0 stands for connections that were cut. */
    public long countOf(String operation, int status) {
        return watch.callLog().count(operation, status);
    }

    /** All calls together. */
    public long total() {
        return watch.callLog().counts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Method and whole path of what the service does not have; at most 1,000 different ones. */
    public List<String> unexpected() {
        return watch.callLog().unexpected();
    }

    /** The other service's key, and headers that nobody sends to this one on purpose; at most 1,000. */
    public List<String> leaks() {
        return watch.leaks().leaks();
    }

    /** The most requests that were in flight at once. */
    public int mostInFlight() {
        return front.mostInFlight();
    }

    /** Every answer waits this long from now on; the work is done at once. */
    public void latency(Duration wait) {
        watch.pause().set(wait);
    }

    /** Forgets calls, counts and unexpected endpoints; the records stay. */
    public void forgetCalls() {
        watch.callLog().forget();
    }
}
