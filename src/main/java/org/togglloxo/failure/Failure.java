package org.togglloxo.failure;

/** A trouble with a reason code and a sentence for people; the subclass says what follows from it. */
public abstract sealed class Failure extends RuntimeException permits Retry, Defer, Fail, Stop {

    private static final long serialVersionUID = 1L;

    private final String reason;

    Failure(String reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    /** A code that stays the same between versions, such as {@code ambiguous}. */
    public String reason() {
        return reason;
    }

    /** What happened, the rule, and the fix; free of secrets and of personal data. */
    public String sentence() {
        return getMessage();
    }
}
