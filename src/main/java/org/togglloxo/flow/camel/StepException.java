package org.togglloxo.flow.camel;

/** What a step threw and Camel would not handle, as an exception that it does. */
final class StepException extends Exception {

    private static final long serialVersionUID = 1L;

    StepException(Throwable thrown) {
        super(thrown.toString(), thrown);
    }
}
