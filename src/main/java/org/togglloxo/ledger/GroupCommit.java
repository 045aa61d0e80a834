package org.togglloxo.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
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
    private final Insistence patience;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<Piece<?>> queued = new ArrayList<>();
    private Thread thread;
    private boolean idle;
    private boolean closed;

    GroupCommit(Sessions writers, Insistence patience) {
        this.writers = writers;
        this.patience = patience;
    }

    private static final class Piece<T> {

        private final Function<Session, T> work;
        private final CompletableFuture<T> committed = new CompletableFuture<>();
        private T result;

        Piece(Function<Session, T> work) {
            this.work = work;
        }

        void run(Session session) {
            result = work.apply(session);
        }

        void succeed() {
            committed.complete(result);
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
    <T> Supplier<T> write(Function<Session, T> work) {
        Piece<T> piece = new Piece<>(work);
        lock.lock();
        try {
            if (closed) {
                throw new Stop(Reason.LEDGER, "The ledger is closed, and nothing is written any more");
            }
            queued.add(piece);
            if (thread == null) {
                thread = new Thread(this::run, "toggl-loxo-ledger");
                thread.setDaemon(true);
                thread.start();
            } else if (idle) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        return piece::await;
    }

    private void run() {
        long next = System.nanoTime();
        for (List<Piece<?>> batch = take(next); !batch.isEmpty(); batch = take(next)) {
            next = System.nanoTime() + APART_NANOS;
            commit(batch);
        }
    }

    /** Everything that is queued, not before the given time; nothing once it is closed and all is done. */
    private List<Piece<?>> take(long next) {
        lock.lock();
        try {
            while (queued.isEmpty() && !closed) {
                idle = true;
                changed.awaitUninterruptibly();
                idle = false;
            }
            pause(next);
            List<Piece<?>> batch = queued;
            queued = new ArrayList<>();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void pause(long next) {
        try {
            for (long left = next - System.nanoTime(); left > 0 && !closed; left = next - System.nanoTime()) {
                changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // nobody interrupts it, and whoever did would have it write at once
        }
    }

    private void commit(List<Piece<?>> batch) {
        try {
            patience.insist(() -> writers.with(session -> session.inTransaction(transaction -> {
                batch.forEach(piece -> piece.run(transaction));
                return null;
            })));
            batch.forEach(Piece::succeed);
        } catch (RuntimeException | Error e) {
            // one that outlasted all patience would do so again
            if (batch.size() == 1 || Insistence.mayPass(e)) {
                batch.forEach(piece -> piece.committed.completeExceptionally(e));
            } else {
                batch.forEach(piece -> commit(List.of(piece)));
            }
        }
    }

    /** Once everything is written that was queued. */
    @Override
    public void close() {
        Thread writer;
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            writer = thread;
        } finally {
            lock.unlock();
        }
        if (writer != null) {
            join(writer);
        }
    }

    private static void join(Thread writer) {
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
