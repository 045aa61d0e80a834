package org.togglloxo.page;

import java.util.Map;
import java.util.Optional;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.live.LiveFlow;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.sync.run.CallKind;

/** Of a process that runs on the schedule. */
public record LiveOperations(LiveFlow live, Ledger ledger) implements Operations {

    @Override
    public FlowSettings settings() {
        return flow().settings();
    }

    @Override
    public Flow flow() {
        return live.current();
    }

    @Override
    public Map<String, Long> passed() {
        return flow().passed();
    }

    @Override
    public Map<CallKind, Long> calls() {
        return flow().runs().calls();
    }

    /** A SQLite file is this process's own. */
    @Override
    public boolean othersMayRun() {
        return !settings().ledger().sqlite();
    }

    @Override
    public Optional<String> run() {
        return live.runOnce()
                ? Optional.empty()
                : Optional.of("Edited files are being taken over in this moment. Try again in a few seconds");
    }
}
