package org.togglloxo.faults;

import java.time.Duration;
import java.util.List;
import org.togglloxo.cli.Running;

/** One process on SQLite; {@code mvn verify -Psoak -Dsoak.minutes=30 -Dsoak.seed=1}. */
class SoakIT extends SoakCase {

    SoakIT() {
        super(1, 4, Duration.ofSeconds(60), 30);
    }

    @Override
    protected Running start(int node) {
        return program.start("sync", "--output", "json");
    }

    @Override
    protected String disturb(List<Running> running) {
        kill(running, 0);
        return "kill";
    }
}
