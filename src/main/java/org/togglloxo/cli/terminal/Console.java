package org.togglloxo.cli.terminal;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** What people read, a line a call: the one way to stdout and stderr, without secrets and without what acts on a terminal. */
public final class Console {

    private final PrintWriter out;
    private final PrintWriter err;
    private final UnaryOperator<String> ask;
    private final String whose;
    private final Said said;

    /** Without anybody to ask. */
    public Console(PrintWriter out, PrintWriter err) {
        this(out, err, null);
    }

    /** @param ask puts a question to whoever is at the terminal and gives the answer back; null where nobody is */
    public Console(PrintWriter out, PrintWriter err, UnaryOperator<String> ask) {
        this(out, err, ask, "", new Said(new CopyOnWriteArrayList<>()));
    }

    private Console(PrintWriter out, PrintWriter err, UnaryOperator<String> ask, String whose, Said said) {
        this.out = out;
        this.err = err;
        this.ask = ask;
        this.whose = whose;
        this.said = said;
    }

    /** What was printed so far, by this console and by those that were made of it. */
    private static final class Said {
        private final List<String> errors;
        private volatile boolean results;

        Said(List<String> errors) {
            this.errors = errors;
        }
    }

    /** Of this process. */
    public static Console ofProcess() {
        Charset charset = charset();
        return new Console(
                new PrintWriter(System.out, true, charset), new PrintWriter(System.err, true, charset), terminal());
    }

    private static UnaryOperator<String> terminal() {
        return isTerminal() ? question -> System.console().readLine("%s", question) : null;
    }

    /** Of both ends. From Java 22 on there is a console without a terminal as well. */
    public static boolean isTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Whether somebody is there who can be asked. */
    public boolean canAsk() {
        return ask != null;
    }

    /** Whether somebody says yes; everything else is a no. */
    public boolean confirms(String question) {
        String answer = ask.apply(PrintableText.of(Logging.clean(question + " [y/N] ")));
        return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
    }

    /** Without a locale, as in most containers and cron jobs, Java would print a question mark for every letter but A to Z. */
    private static Charset charset() {
        Charset here = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
        return here.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : here;
    }

    /** For what prints itself: the help texts. */
    public PrintWriter out() {
        return out;
    }

    public PrintWriter err() {
        return err;
    }

    /** The same, which says of every error whose it is, and prints its results elsewhere where that is asked for. */
    Console about(String whose, PrintWriter results) {
        return new Console(
                results == null ? out : results,
                err,
                ask,
                whose == null ? this.whose : whose,
                results == null ? said : new Said(said.errors));
    }

    /** Where a command ended before its JSON: its errors are the object that whoever reads stdout looks for. */
    public void conclude(int exitCode) {
        if (exitCode != 0 && !said.results) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("errors", said.errors);
            object.put("exit_code", exitCode);
            result(OutputOption.json(object));
        }
    }

    /** A line beside those of one command: whose they are, or what was printed for it before. */
    public void line(String line) {
        print(out, line);
    }

    /** A line of the result. */
    void result(String line) {
        print(out, line);
    }

    /** The beginning of such a line, or what follows: a line that is too long to be held. */
    public void part(String text) {
        String shown = PrintableText.of(Logging.clean(text));
        said.results = true;
        synchronized (this) {
            out.print(shown);
        }
    }

    /** A line beside the result. */
    public void aside(String line) {
        print(err, line);
    }

    public void warning(String message) {
        aside("warning: " + whose + message);
    }

    public void error(String message) {
        String whole = (message.startsWith(whose) ? "" : whose) + message;
        said.errors.add(whole);
        aside("error: " + whole);
    }

    private void print(PrintWriter stream, String line) {
        String shown = PrintableText.of(Logging.clean(line));
        said.results |= stream == out;
        synchronized (this) {
            stream.println(shown);
            stream.flush();
        }
    }
}
