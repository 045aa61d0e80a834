package org.togglloxo.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What people read, a line a call: the one way to stdout and stderr, without secrets and without what acts on a terminal. */
final class Console {

    private Console() {}

    /** Without a locale, as in most containers and cron jobs, Java would print a question mark for every letter but A to Z. */
    static void speakEveryLanguage() {
        Charset here = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
        if (here.equals(StandardCharsets.US_ASCII)) {
            System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        }
    }

    /** A line of the result. */
    static void result(String line) {
        print(System.out, line);
    }

    /** A line beside the result. */
    static void aside(String line) {
        print(System.err, line);
    }

    static void warning(String sentence) {
        aside("warning: " + sentence);
    }

    static void error(String sentence) {
        aside("error: " + sentence);
    }

    private static void print(PrintStream stream, String line) {
        String shown = Legible.of(Logging.clean(line));
        synchronized (Console.class) {
            stream.println(shown);
            stream.flush();
        }
    }
}
