package org.togglloxo.failure;

/**
 * One thing that {@code doctor} looked at.
 *
 * @param what what was looked at
 * @param level how it stands
 * @param message what was found and, where it is not good, what to do
 * @param exitCode how the process is to end because of it
 */
public record Finding(String what, Level level, String message, ExitCode exitCode) {

    /** How a thing stands. */
    public enum Level {
        /** As it should be. */
        OK,
        /** Worth knowing, not in the way. */
        NOTE,
        /** In the way of a run. */
        FAIL
    }

    /** As it should be. */
    public static Finding ok(String what, String message) {
        return new Finding(what, Level.OK, message, ExitCode.OK);
    }

    /** Worth knowing, not in the way. */
    public static Finding note(String what, String message) {
        return new Finding(what, Level.NOTE, message, ExitCode.OK);
    }

    /** In the way of a run. */
    public static Finding fail(String what, ExitCode exitCode, String message) {
        return new Finding(what, Level.FAIL, message, exitCode);
    }
}
