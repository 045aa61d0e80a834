package org.togglloxo.failure;

/** A trouble that concerns everything: the run ends, candidates not reached stay as they were. */
public final class Stop extends Failure {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    public Stop(ExitCode exitCode, String reason, String sentence) {
        this(exitCode, reason, sentence, null);
    }

    public Stop(ExitCode exitCode, String reason, String sentence, Throwable cause) {
        super(reason, sentence, cause);
        this.exitCode = exitCode;
    }

    /** How the process is to end. */
    public ExitCode exitCode() {
        return exitCode;
    }
}
