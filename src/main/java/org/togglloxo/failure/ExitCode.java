package org.togglloxo.failure;

import java.util.stream.Stream;

/** How the process ends; scripts rely on the numbers. */
public enum ExitCode {
    /** Nothing needs attention. */
    OK(0),
    /** An error nobody expected, the ledger's errors included. */
    UNEXPECTED(1),
    /** The command line or a setting is wrong; nothing was done. */
    SETTINGS(2),
    /** Finished, and some candidates are deferred or failed. */
    ATTENTION(3),
    /** Stopped: one of the services refused the key, the slug or a whole endpoint. */
    UNAUTHORIZED(4),
    /** Stopped: Toggl's list could not be read or trusted to its end; what had been listed was delivered. */
    LIST(5);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** By its number; {@link #UNEXPECTED} where there is none such. */
    public static ExitCode of(int code) {
        return Stream.of(values()).filter(exit -> exit.code == code).findFirst().orElse(UNEXPECTED);
    }

    public int code() {
        return code;
    }
}
