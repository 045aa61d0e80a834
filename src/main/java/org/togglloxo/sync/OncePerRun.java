package org.togglloxo.sync;

import java.util.function.Supplier;
import org.togglloxo.sync.run.Runs;

/**
 * Something that is read at most once a run, by whoever needs it first; the others wait for it.
 *
 * @param <T> what is read; a reader that failed gives what stands for nothing
 */
public final class OncePerRun<T> {

    private final Runs runs;
    private final Supplier<T> reader;
    private T value;
    private volatile long readIn = -1;

    public OncePerRun(Runs runs, Supplier<T> reader) {
        this.runs = runs;
        this.reader = reader;
    }

    public synchronized T get() {
        if (!isRead()) {
            value = reader.get();
            readIn = runs.generation();
        }
        return value;
    }

    /** Whether it has been read in this run, so that looking costs no call, and no time while somebody reads it. */
    public boolean isRead() {
        return readIn == runs.generation();
    }

    /** Whoever needs it next reads it anew. */
    public synchronized void forget() {
        readIn = -1;
    }
}
