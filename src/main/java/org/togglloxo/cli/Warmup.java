package org.togglloxo.cli;

import org.slf4j.LoggerFactory;

/**
 * What every command needs and what depends on nothing, done beside what comes first. What goes wrong here goes
 * wrong again where it is needed, and is told there.
 */
final class Warmup {

    private Warmup() {}

    static void begin() {
        Thread thread = new Thread(() -> LoggerFactory.getLogger(Warmup.class), "head-start");
        thread.setDaemon(true);
        thread.start();
    }
}
