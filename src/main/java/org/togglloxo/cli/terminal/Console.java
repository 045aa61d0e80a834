package org.togglloxo.cli.terminal;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
        this(out, err, ask, "", new Said(out));
    }

    private Console(PrintWriter out, PrintWriter err, UnaryOperator<String> ask, String whose, Said said) {
        this.out = out;
        this.err = err;
        this.ask = ask;
        this.whose = whose;
        this.said = said;
    }

    /** Of this process. */
    public static Console ofProcess(StandardOutput out) {
        Charset charset = charset();
        return new Console(new PrintWriter(out, true, charset), new PrintWriter(System.err, true, charset), terminal());
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
        return new Console(results == null ? out : results, err, ask, whose == null ? this.whose : whose, said);
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
        synchronized (this) {
            said.printed(out);
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

    /** What is no more of one workspace than of another: it is said once, for however many of them a command is run. */
    void warningOfAll(String message) {
        if (said.warnings.add(message)) {
            aside("warning: " + message);
        }
    }

    public void error(String message) {
        String error = (message.startsWith(whose) ? "" : whose) + message;
        said.errors.add(PrintableText.of(Logging.clean(error)));
        aside("error: " + error);
    }

    /** Where JSON is wanted and something is wrong with what was asked: the object that nobody has printed. */
    public void objectOfErrors(int exitCode) {
        if (!said.hasResult) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("exit_code", exitCode);
            object.put("errors", said.errors);
            result(OutputOption.json(object));
        }
    }

    private void print(PrintWriter stream, String line) {
        String shown = PrintableText.of(Logging.clean(line));
        synchronized (this) {
            said.printed(stream);
            stream.println(shown);
            stream.flush();
        }
    }

    /** What was said by this one and those that were made of it. */
    private static final class Said {

        private final PrintWriter results;
        private final List<String> errors = Collections.synchronizedList(new ArrayList<>());
        private final Set<String> warnings = ConcurrentHashMap.newKeySet();
        private volatile boolean hasResult;

        Said(PrintWriter results) {
            this.results = results;
        }

        void printed(PrintWriter stream) {
            hasResult |= stream == results;
        }
    }
}
