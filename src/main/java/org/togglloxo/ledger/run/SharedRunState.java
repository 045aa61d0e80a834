package org.togglloxo.ledger.run;

import java.util.Optional;
import org.togglloxo.failure.Stop;

/**
 * How a run stands whose candidates several nodes deliver.
 *
 * @param total candidates in all, or 0 where Toggl Hire has not said
 * @param listEnded whether the listing has come to its end
 * @param listerAlive whether the node that lists is heard of
 * @param stop why it stops on every node; empty while it does not
 * @param queued whether somebody listed has no outcome yet, those aside whom a node holds back
 * @param held whether a node that is heard of holds somebody back
 * @param busy whether a node that is heard of has somebody under way
 * @param done candidates that came to an outcome, by all nodes
 */
public record SharedRunState(
        long total,
        boolean listEnded,
        boolean listerAlive,
        Optional<Stop> stop,
        boolean queued,
        boolean held,
        boolean busy,
        long done) {}
