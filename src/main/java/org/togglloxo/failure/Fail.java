package org.togglloxo.failure;

/** One candidate needs a person to look at it; the run goes on. */
public final class Fail extends Failure {

    private static final long serialVersionUID = 1L;

    public Fail(String reason, String sentence) {
        super(reason, sentence, null);
    }
}
