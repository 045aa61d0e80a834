package org.togglloxo.cli.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;

/**
 * Ctrl-C and SIGTERM: asks the work to end, then holds the process until it has, so that what is in flight is finished
 * and recorded.
 */
public final class ShutdownHook implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final Signals signals;
    private final Thread hook;

    private Runnable work = () -> {};
    private boolean asked;

    public ShutdownHook(Signals signals) {
        this.signals = signals;
        hook = new Thread(
                () -> {
                    try {
                        taken().run();
                    } finally {
                        ended.countDown();
                    }
                    try {
                        over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "ending");
        signals.add(hook);
    }

    private synchronized Runnable taken() {
        asked = true;
        return work;
    }

    /**
     * Who is to be asked.
     *
     * @throws Stop where somebody has asked already: nobody would ask again
     */
    public synchronized void asks(Runnable ending) {
        if (asked) {
            throw new Stop(
                    Reason.INTERRUPTED,
                    "The program was asked to end before it had begun: start it again for what it was to do");
        }
        work = ending;
    }

    /** Waits until somebody asks, and whoever was asked has ended. */
    public void await() throws InterruptedException {
        ended.await();
    }

    @Override
    public void close() {
        over.countDown();
        signals.remove(hook);
    }
}
