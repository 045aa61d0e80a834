package org.togglloxo.ledger.run;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.togglloxo.ledger.sql.Store;

/** Every run, from the number that it gets to what it came to. */
public final class RunLog {

    private final Store store;
    private final Clock clock;

    public RunLog(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The number of a new run. */
    public long begin() {
        while (true) {
            long now = clock.millis();
            Optional<Long> number = store.write(session -> new RunTable(session).begin(now, !store.isShared()));
            if (number.isPresent()) {
                return number.get();
            }
        }
    }

    public void end(RunRow run) {
        store.write(session -> {
            new RunTable(session).end(run);
            return null;
        });
    }

    /** The last runs, the newest first. */
    public List<RunRow> last(int many) {
        return store.read(session -> new RunTable(session).last(many));
    }

    /** When a run came to its end last; before any did, when the first one began; 0 where none did (milliseconds). */
    public long lastSuccess() {
        return store.read(session -> new RunTable(session).lastSuccess());
    }

    /** What happened to a candidate, the oldest first. */
    public List<Event> history(String togglId) {
        return store.read(session -> new RunTable(session).history(togglId));
    }
}
