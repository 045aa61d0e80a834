package org.togglloxo.failure;

/** An error with a reason and a message for people; the subclass says what follows from it. */
public abstract sealed class Failure extends RuntimeException permits Retry, Defer, Fail, Stop {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    Failure(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Failure(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** The same in other words. */
    public final Failure saying(String words) {
        Failure said = with(words);
        said.initCause(getCause());
        said.setStackTrace(getStackTrace());
        return said;
    }

    abstract Failure with(String words);

    /** Why; routes compare its code. */
    public Reason why() {
        return reason;
    }

    /** Its code, as routes compare it: {@code ${exception.reason} == 'create-pending'}. */
    public String reason() {
        return reason.code();
    }

    /** What happened, the rule, and the fix; free of secrets and of personal data. */
    public String message() {
        return getMessage();
    }
}
