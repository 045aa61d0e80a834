package org.togglloxo.route;

/** What a step threw and Camel would not handle, as an exception that it does. */
public final class StepException extends Exception {

    private static final long serialVersionUID = 1L;

    StepException(Throwable thrown) {
        super(thrown.toString(), thrown);
    }
}
