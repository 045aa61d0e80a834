package org.togglloxo.failure;

/** An error that concerns everything: the run ends, candidates not reached stay as they were. */
public final class Stop extends Failure {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    /** @param message what happened, the rule, and the fix; free of secrets and of personal data */
    public Stop(Reason reason, String message) {
        this(reason, message, null);
    }

    /** @param cause goes to the log alone, or null */
    public Stop(Reason reason, String message, Throwable cause) {
        this(reason.exitCode(), reason, message, cause);
    }

    /** Where the process is to end in another way than the reason says. */
    public Stop(ExitCode exitCode, Reason reason, String message, Throwable cause) {
        super(reason, message, cause);
        this.exitCode = exitCode;
    }

    private Stop(Stop same, String words) {
        super(same.why(), words);
        this.exitCode = same.exitCode;
    }

    @Override
    Failure with(String words) {
        return new Stop(this, words);
    }

    /** How the process is to end. */
    public ExitCode exitCode() {
        return exitCode;
    }
}
