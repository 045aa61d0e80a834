package org.togglloxo.failure;

import java.util.Optional;

/** One candidate needs a person to look at it; the run goes on. */
public final class Fail extends Failure {

    private static final long serialVersionUID = 1L;

    private final String word;

    /** @param message what happened, the rule, and the fix; free of secrets and of personal data */
    public Fail(Reason reason, String message) {
        this(reason, message, null);
    }

    /** @param word what is wrong, as it stands in the file that is to be fixed; null where no word is */
    public Fail(Reason reason, String message, String word) {
        super(reason, message);
        this.word = word;
    }

    @Override
    Failure with(String words) {
        return new Fail(why(), words, word);
    }

    /** By which the line is found. */
    public Optional<String> word() {
        return Optional.ofNullable(word);
    }
}
