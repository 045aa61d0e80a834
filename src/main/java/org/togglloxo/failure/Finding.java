package org.togglloxo.failure;

/**
 * One thing that {@code doctor} looked at.
 *
 * @param what what was looked at
 * @param level how it stands
 * @param sentence what was found and, where it is not good, what to do
 * @param exitCode how the process is to end because of it
 */
public record Finding(String what, Level level, String sentence, ExitCode exitCode) {

    /** How a thing stands. */
    public enum Level {
        OK,
        NOTE,
        FAIL
    }

    public static Finding ok(String what, String sentence) {
        return new Finding(what, Level.OK, sentence, ExitCode.OK);
    }

    /** Worth knowing, not in the way. */
    public static Finding note(String what, String sentence) {
        return new Finding(what, Level.NOTE, sentence, ExitCode.OK);
    }

    public static Finding fail(String what, ExitCode exitCode, String sentence) {
        return new Finding(what, Level.FAIL, sentence, exitCode);
    }
}
