package org.togglloxo.ledger.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;

/**
 * Writes what many threads want to write in few transactions, by a thread of its own: each commit is a sync to disk. Where one
 * piece of work throws, each of them is done again in a transaction of its own, so that it harms no other one.
 */
final class GroupCommit implements AutoCloseable {

    /** Between the begins of two transactions: what comes meanwhile goes into one. */
    private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Sessions writers;
    private final DatabaseRetry patience;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "toggl-loxo-ledger");
        thread.setDaemon(true);
        return thread;
    });
    private List<Piece<?>> queued = new ArrayList<>();
    private long next = System.nanoTime();

    GroupCommit(Sessions writers, DatabaseRetry patience) {
        this.writers = writers;
        this.patience = patience;
    }

    private record Piece<T>(Function<Session, T> work, CompletableFuture<T> committed) {

        /** @return to be run once it is committed */
        Runnable done(Session session) {
            T result = work.apply(session);
            return () -> committed.complete(result);
        }

        /** Goes on waiting when the thread is interrupted: it is not known before the end whether it was written. */
        T await() {
            try {
                return committed.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw (Error) e.getCause();
            }
        }
    }

    /**
     * Queues it behind what was queued before.
     *
     * @param work may be done more than once, until it is committed
     * @return waits until it is on the disk, and returns or throws what the work did
     */
    @SuppressWarnings("FutureReturnValueIgnored") // whoever waits is told of a failure
    synchronized <T> Supplier<T> write(Function<Session, T> work) {
        if (writer.isShutdown()) {
            throw new Stop(Reason.LEDGER, "The ledger is closed, and nothing is written any more");
        }
        if (queued.isEmpty()) {
            writer.schedule(this::commitQueued, next - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        Piece<T> piece = new Piece<>(work, new CompletableFuture<>());
        queued.add(piece);
        return piece::await;
    }

    private void commitQueued() {
        commit(takeQueued());
    }

    private synchronized List<Piece<?>> takeQueued() {
        next = System.nanoTime() + APART_NANOS;
        List<Piece<?>> batch = queued;
        queued = new ArrayList<>();
        return batch;
    }

    private void commit(List<Piece<?>> batch) {
        try {
            patience.insist(() -> writers.with(session -> session.inTransaction(transaction ->
                            batch.stream().map(piece -> piece.done(transaction)).toList())))
                    .forEach(Runnable::run);
        } catch (RuntimeException | Error e) {
            // one that outlasted all patience would do so again
            if (batch.size() == 1 || DatabaseRetry.mayPass(e)) {
                batch.forEach(piece -> piece.committed().completeExceptionally(e));
            } else {
                batch.forEach(piece -> commit(List.of(piece)));
            }
        }
    }

    /** Once everything is written that was queued. */
    @Override
    public void close() {
        synchronized (this) {
            writer.shutdown();
        }
        boolean interrupted = false;
        while (!writer.isTerminated()) {
            try {
                writer.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
