package org.togglloxo.cli;

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
        Charset charset = charset();
        return new Console(new PrintWriter(System.out, true, charset), new PrintWriter(System.err, true, charset));
    }

    /** Without a locale, as in most containers and cron jobs, Java would print a question mark for every letter but A to Z. */
    private static Charset charset() {
        Charset here = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
        return here.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : here;
    }

    /** For what prints itself: the help texts. */
    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
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
