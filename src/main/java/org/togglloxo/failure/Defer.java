package org.togglloxo.failure;

/** A temporary error that outlived its retries: the next run takes the candidate up by itself. */
public final class Defer extends Failure {

    private static final long serialVersionUID = 1L;

    public Defer(Reason reason, String message) {
        super(reason, message);
    }

    @Override
    Failure with(String words) {
        return new Defer(why(), words);
    }
}
