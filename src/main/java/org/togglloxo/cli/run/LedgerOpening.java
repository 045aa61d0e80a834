package org.togglloxo.cli.run;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.togglloxo.ledger.Ledger;

/** A ledger that is opened in a thread of its own, while the files of the flow are read. */
final class LedgerOpening implements AutoCloseable {

    private final FutureTask<Ledger> opening;

    LedgerOpening(Supplier<Ledger> ledger) {
        opening = new FutureTask<>(ledger::get);
        new Thread(opening, "open-ledger").start();
    }

    /**
     * Waits until it is open.
     *
     * @throws org.togglloxo.failure.Stop when it cannot be used
     */
    Ledger ledger() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return opening.get();
                } catch (InterruptedException e) {
                    // a ledger that nobody waited for would never be closed
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Closes it where it opened. Whoever asked for one that did not has been told, and who did not ask failed before. */
    @Override
    public void close() {
        Ledger opened;
        try {
            opened = ledger();
        } catch (RuntimeException toldToWhoAsked) {
            return;
        }
        opened.close();
    }
}
