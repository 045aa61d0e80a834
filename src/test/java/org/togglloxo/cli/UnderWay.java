package org.togglloxo.cli;

import java.time.Duration;

/** A command under way; closing it ends it, and fails where it does not end. */
public interface UnderWay extends AutoCloseable {

    Duration PATIENCE = Duration.ofSeconds(90);

    /** What it wrote to stdout so far. */
    String out();

    /** What it wrote to stderr so far. */
    String err();

    /** Asks it to finish what is in flight, as SIGTERM does, and waits until it has ended; fails where it had ended by itself. */
    Ended end(Duration most);

    default Ended end() {
        return end(PATIENCE);
    }

    Ended awaitEnd(Duration most);

    default Ended awaitEnd() {
        return awaitEnd(PATIENCE);
    }

    @Override
    void close();
}
