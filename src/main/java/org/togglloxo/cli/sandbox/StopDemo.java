package org.togglloxo.cli.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.togglloxo.flow.Flow;
import org.togglloxo.sandbox.FailingCandidates;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.fault.Faults;
import org.togglloxo.sandbox.fault.PageFaults;
import org.togglloxo.sync.run.Runs;

/** Runs that a service ends, one for each way in which it does so. */
record StopDemo(Sandbox sandbox, Flow flow, Runs runs, ErrorReport report) {

    private static final String LIST = "GET /candidates";

    void byToggl() {
        sandbox.loxoFaults().clear();
        Faults faults = sandbox.togglFaults();
        List<Fault> first = List.of(
                Fault.status(401),
                Fault.status(400),
                Fault.status(503),
                Fault.resetBefore(),
                Fault.drip(Duration.ofMillis(200)),
                Fault.exploding(9),
                Fault.status(410),
                Fault.answer(302, Map.of("Location", "http://127.0.0.1:1/"), ""),
                Fault.notJson(),
                Fault.answer(200, Map.of(), "{\"data\":\"none\"}"));
        first.forEach(fault -> stop(faults.on(LIST), fault));
        List<Fault> second = List.of(
                PageFaults.foreignLink("http://elsewhere.example/candidates?after_id=1"),
                PageFaults.repeatedLink(),
                PageFaults.noNewId(),
                PageFaults.lostLink());
        second.forEach(fault -> stop(faults.on(LIST).nth(2), fault));
    }

    /** @param inARow so many deferred candidates end a run */
    void byLoxo(int inARow) {
        for (int i = 0; i <= inARow; i++) {
            FailingCandidates.addSomeone(sandbox, "waiting-" + i);
        }
        Faults faults = sandbox.loxoFaults();
        stop(faults.on("POST /people"), Fault.status(403));
        stop(faults.on("GET /people"), Fault.status(404));
        stop(faults.on("GET /people"), Fault.status(503));
        // the last one: Loxo is left alone from now on
        stop(faults.on("GET /people"), Fault.answer(429, Map.of("Retry-After", "7200"), "{}"));
    }

    private void stop(Faults.Rule when, Fault fault) {
        Faults faults = when.then(fault);
        flow.runOnce();
        report.ended(runs.last());
        faults.clear();
    }
}
