package org.togglloxo.failure;

/** A temporary error: the same step may succeed in a moment. */
public final class Retry extends Failure {

    private static final long serialVersionUID = 1L;

    public Retry(Reason reason, String message) {
        super(reason, message);
    }

    @Override
    Failure with(String words) {
        return new Retry(why(), words);
    }
}
