package org.togglloxo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.Console;
import org.togglloxo.cli.terminal.Signals;
import org.togglloxo.ledger.LedgerDatabases;
import org.togglloxo.sandbox.Sandbox;

/** The program in a working directory and with an environment of its own: the packaged jar as a process, or its commands here. */
public final class Program {

    private static final Path JAR = Path.of("target/toggl-loxo.jar").toAbsolutePath();
    /** Of the classes that the jar loads, made by the build; without it a start takes longer, no more. */
    private static final String CLASSES = System.getProperty("class.archive");

    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "JAVA_HOME");

    private final Path folder;
    private final Path captured;
    private final Map<String, String> environment = new TreeMap<>();
    private List<String> javaOptions = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MetaspaceSize=128m");
    private int started;

    private Program(Path folder, Path captured) {
        this.folder = folder;
        this.captured = captured;
    }

    /** In an empty working directory, without any setting. */
    public static Program in(Path temporary) {
        try {
            // tests run at the same time: one port would not do for all of them
            return new Program(
                            Files.createDirectories(temporary.resolve("work")),
                            Files.createDirectories(temporary.resolve("captured")))
                    .with("OBSERVE_PORT", "")
                    .with("PAGE_PORT", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With all that leads to both services of the sandbox, and a ledger with nothing in it. */
    public Program against(Sandbox sandbox) {
        LedgerDatabases.fresh("sqlite", folder.resolve("data"));
        return with("TOGGL_BASE_URL", sandbox.togglBaseUrl())
                .with("TOGGL_API_KEY", sandbox.options().togglKey())
                .with("LOXO_BASE_URL", sandbox.loxoBaseUrl())
                .with("LOXO_AGENCY_SLUG", sandbox.options().agencySlug())
                .with("LOXO_API_KEY", sandbox.options().loxoKey());
    }

    public Program with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** With what {@code sandbox --serve} prints to be pasted. */
    Program withExports(String served) {
        served.lines().filter(line -> line.startsWith("export ")).forEach(line -> {
            String[] nameAndValue = line.substring("export ".length()).split("=", 2);
            with(nameAndValue[0], nameAndValue[1]);
        });
        return this;
    }

    public Program without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** For those who try how it comes to be. */
    public Program withoutLedger() {
        try {
            Files.delete(folder.resolve("data/ledger.db"));
            Files.delete(folder.resolve("data"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public Program javaOptions(String... options) {
        javaOptions = List.of(options);
        return this;
    }

    /** The working directory. */
    public Path folder() {
        return folder;
    }

    /**
     * The same command in this process, where what a process of its own does (its log, signals, exit) is not what the test
     * is about: no virtual machine is started.
     */
    public Ended here(String... arguments) {
        return here((UnaryOperator<String>) null, arguments);
    }

    /** The same, not waited for, and with its log, which is that of the whole process: for an *IT, which has the process to itself. */
    public RunningHere begin(String... arguments) {
        return new RunningHere(environment.get("LOG_LEVEL"), this::context, arguments);
    }

    /** The same at a terminal, where somebody gives this answer to each question. */
    public Ended asked(String answer, String... arguments) {
        return here(question -> answer, arguments);
    }

    private Ended here(UnaryOperator<String> ask, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), ask);
        int exitCode = CommandLineInterface.run(context(console, Signals.ofProcess()), arguments);
        return new Ended(exitCode, out.toString(), err.toString());
    }

    private CommandContext context(Console console, Signals signals) {
        return new CommandContext(
                folder, Map.copyOf(environment), new Properties(), Clock.systemUTC(), console, signals);
    }

    /** To its end. */
    public Ended run(String... arguments) {
        return start(arguments).awaitEnd();
    }

    /** The same with what the Java options say of the log of the virtual machine. */
    public Ended runWithoutArchive(String... arguments) {
        return startCommand(command(List.of(), arguments)).awaitEnd();
    }

    public Running start(String... arguments) {
        return startCommand(command(archive(), arguments));
    }

    /** Its stdout led elsewhere, as a shell does it. */
    public Ended runInto(String redirection, String... arguments) {
        String command =
                command(archive(), arguments).stream().map("'%s'"::formatted).collect(Collectors.joining(" "));
        return startCommand(List.of("sh", "-c", command + " " + redirection)).awaitEnd();
    }

    private static List<String> archive() {
        // one that was made of an earlier jar is not used, and that is all
        return CLASSES == null ? List.of() : List.of("-XX:SharedArchiveFile=" + CLASSES, "-Xlog:disable");
    }

    private List<String> command(List<String> archive, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(archive);
        command.add("-jar");
        command.add(JAR.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Another command in the same directory and environment. */
    public Running startCommand(List<String> command) {
        started++;
        Path out = captured.resolve(started + ".out");
        Path err = captured.resolve(started + ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(environment);
        try {
            return new Running(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file that the program left in its working directory, whatever is in it. */
    public Map<Path, byte[]> leftBehind() {
        Map<Path, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
