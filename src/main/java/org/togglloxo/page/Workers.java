package org.togglloxo.page;

import io.vertx.core.Vertx;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that work for the page, few and with few who wait: whoever asks too much is told so, and no run notices.
 *
 * @param inside who read and write the ledger
 * @param outside who ask Toggl Hire and Loxo, and may take long
 */
record Workers(Vertx vertx, ExecutorService inside, ExecutorService outside) implements AutoCloseable {

    private static final int WAITING = 32;
    private static final int WAITING_OUTSIDE = 8;
    private static final int PATIENCE_SECONDS = 5;

    static Workers of(Vertx vertx) {
        // SQLite has four connections to read by: a run is to find one free
        return new Workers(vertx, pool("page", 2, WAITING), pool("page-asks", 2, WAITING_OUTSIDE));
    }

    private static ExecutorService pool(String name, int threads, int waiting) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(waiting), work -> {
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Those in the ledger are waited for. */
    @Override
    public void close() {
        outside.shutdownNow();
        inside.shutdown();
        try {
            inside.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
