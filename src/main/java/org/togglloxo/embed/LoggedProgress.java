package org.togglloxo.embed;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.ledger.RunRow;
import org.togglloxo.sync.Progress;

/** Says in the host's log how each run ended. */
final class LoggedProgress implements Progress {

    private static final Logger LOG = LoggerFactory.getLogger(LoggedProgress.class);

    @Override
    public void ended(RunRow run) {
        LOG.info("run {}: {} candidates listed, {}", run.id(), run.listed(), run.counts());
    }
}
