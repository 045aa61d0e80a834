package org.togglloxo.faults;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.fault.Faults;

/** Now this goes wrong at both services, now that, the same for the same seed. */
final class RandomFaults {

    private static final List<String> LOXO =
            List.of("POST /people", "PUT /people/{id}", "GET /people", "GET /people/{id}");
    private static final double MOST = 0.25;

    private final Sandbox sandbox;
    private final Random random;
    private long played;

    RandomFaults(Sandbox sandbox, long seed) {
        this.sandbox = sandbox;
        this.random = new Random(seed);
    }

    /** Other ones from now on; now and then none. */
    void change() {
        clear();
        if (random.nextInt(5) == 0) {
            return;
        }
        LOXO.forEach(operation -> some(sandbox.loxoFaults(), operation));
        some(sandbox.togglFaults(), "GET /candidates");
    }

    void clear() {
        played += sandbox.loxoFaults().played() + sandbox.togglFaults().played();
        sandbox.loxoFaults().clear();
        sandbox.togglFaults().clear();
    }

    /** How many were played, up to the last change. */
    long played() {
        return played;
    }

    private void some(Faults faults, String operation) {
        faults.on(operation)
                .share(random.nextDouble() * MOST, random.nextLong())
                .then(any());
    }

    private Fault any() {
        List<Fault> ways = List.of(
                Fault.status(500),
                Fault.status(503),
                Fault.status(429),
                Fault.appliedThen(502),
                Fault.notJson(),
                Fault.resetBefore(),
                Fault.resetAfter(),
                Fault.dropBefore(),
                Fault.dropAfter(),
                Fault.breakOff(),
                Fault.drip(Duration.ofMillis(100)),
                Fault.endless(),
                Fault.exploding(200),
                Fault.hang(),
                Fault.delay(Duration.ofMillis(random.nextInt(1_500))));
        return ways.get(random.nextInt(ways.size()));
    }
}
