package org.togglloxo.ledger;

/** Something that is being written to the ledger while whoever asked for it goes on. */
@FunctionalInterface
public interface PendingWrite {

    /** Nothing is being written. */
    PendingWrite DONE = () -> {};

    /**
     * Waits until it is on the disk, however often it is asked, and whether or not the thread is interrupted: only then is it
     * known how it ended.
     *
     * @throws org.togglloxo.failure.Failure that the work ended with, in place of having been written
     */
    void await();
}
