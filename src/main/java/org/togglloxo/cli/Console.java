package org.togglloxo.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What people read, a line a call: the one way to stdout and stderr, without secrets and without what acts on a terminal. */
final class Console {

    private final PrintWriter out;
    private final PrintWriter err;

    Console(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Of this process. */
    static Console ofProcess() {
        speakEveryLanguage();
        return new Console(new PrintWriter(System.out, true), new PrintWriter(System.err, true));
    }

    /** For what prints itself: the help texts. */
    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    /** Without a locale, as in most containers and cron jobs, Java would print a question mark for every letter but A to Z. */
    private static void speakEveryLanguage() {
        Charset here = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
        if (here.equals(StandardCharsets.US_ASCII)) {
            System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        }
    }

    /** A line of the result. */
    void result(String line) {
        print(out, line);
    }

    /** A line beside the result. */
    void aside(String line) {
        print(err, line);
    }

    void warning(String sentence) {
        aside("warning: " + sentence);
    }

    void error(String sentence) {
        aside("error: " + sentence);
    }

    private void print(PrintWriter stream, String line) {
        String shown = Legible.of(Logging.clean(line));
        synchronized (this) {
            stream.println(shown);
            stream.flush();
        }
    }
}
