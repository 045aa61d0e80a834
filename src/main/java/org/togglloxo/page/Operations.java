package org.togglloxo.page;

import java.util.Map;
import java.util.Optional;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.sync.run.CallKind;

/** The process that the page is part of. Called by several threads. */
public interface Operations {

    Ledger ledger();

    FlowSettings settings();

    /** By which candidates and people are read, and which is drawn. */
    Flow flow();

    /** How often each route was passed through in the last run that this process made. */
    Map<String, Long> passed();

    /** Which calls the run of this process has made that is under way, else the last one. */
    Map<CallKind, Long> calls();

    /** Whether a run in the ledger that has no end may be under way in another process. */
    boolean othersMayRun();

    /**
     * Makes a run, from its beginning to its end.
     *
     * @return why none was made, or empty
     * @throws org.togglloxo.failure.Stop the same
     */
    Optional<String> run();
}
