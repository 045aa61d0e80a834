package org.togglloxo.cli.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM: asks the work to end, then holds the process until it has, so that what is in flight is finished
 * and recorded.
 */
public final class ShutdownHook implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;

    private volatile Runnable work = () -> {};

    public ShutdownHook() {
        hook = new Thread(
                () -> {
                    try {
                        work.run();
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
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Who is to be asked. */
    public void asks(Runnable ending) {
        work = ending;
    }

    /** Waits until somebody asks, and whoever was asked has ended. */
    public void await() throws InterruptedException {
        ended.await();
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the hook is running: it was waiting for this
        }
    }
}
