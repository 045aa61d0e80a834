package org.togglloxo.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.Console;
import org.togglloxo.cli.terminal.InvalidSettings;
import org.togglloxo.cli.terminal.Logging;
import org.togglloxo.cli.terminal.Signals;
import org.togglloxo.cli.terminal.StandardOutput;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Stop;
import org.togglloxo.flow.files.FlowException;
import org.togglloxo.route.Nearest;
import org.togglloxo.settings.UnreadableFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads the command line, runs the command, and turns every error into one message and an exit code. */
public final class CommandLineInterface {

    private final CommandContext context;

    private CommandLineInterface(CommandContext context) {
        this.context = context;
    }

    /** Runs one command as the process that it was started in; returns the exit code. */
    public static int run(String[] arguments) {
        Logging.start(System.getenv("LOG_LEVEL"));
        Warmup.begin();
        StandardOutput out = new StandardOutput();
        Console console = Console.ofProcess(out);
        int exitCode = run(
                new CommandContext(
                        Path.of(""),
                        System.getenv(),
                        System.getProperties(),
                        Clock.systemUTC(),
                        console,
                        Signals.ofProcess()),
                arguments);
        if (out.loss() != null) {
            console.error("what was printed could not be written to stdout: %s".formatted(out.loss()));
            return exitCode == ExitCode.OK.code() ? ExitCode.UNEXPECTED.code() : exitCode;
        }
        return exitCode;
    }

    /** Runs one command elsewhere; returns the exit code. */
    static int run(CommandContext context, String... arguments) {
        int exitCode;
        try {
            exitCode = SpaceDispatch.run(context, arguments, CommandLineInterface::runOne);
        } catch (RuntimeException error) {
            exitCode = new CommandLineInterface(context).explain(error);
        }
        if (exitCode != ExitCode.OK.code()
                && SpaceOutput.formatIn(List.of(arguments)).equalsIgnoreCase("json")) {
            context.console().objectOfErrors(exitCode);
        }
        return exitCode;
    }

    private static int runOne(CommandContext context, String... arguments) {
        CommandLineInterface here = new CommandLineInterface(context);
        CommandFactory commands = new CommandFactory(context);
        CommandLine commandLine = new CommandLine(new RootCommand(), commands);
        wanted(arguments).forEach(command -> commandLine.addSubcommand(new CommandLine(command, commands)));
        commandLine.getSubcommands().values().forEach(SpaceOptions::add);
        commandLine
                .setExecutionExceptionHandler((error, command, parsed) -> here.explain(error))
                .setParameterExceptionHandler((wrong, given) -> here.correct(wrong))
                .registerConverter(Path.class, CommandLineInterface::file)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(context.console().out())
                .setErr(context.console().err());
        return commandLine.execute(arguments);
    }

    /** An empty one is the working directory to Java; as a rule it is a variable of a script that is not set. */
    private static Path file(String name) {
        if (name.isBlank()) {
            throw new TypeConversionException("the name of a file is empty. Give one");
        }
        return Path.of(name);
    }

    /** The one that is named, since all of them together take longer to look over than it may take to run; else all. */
    private static List<Class<?>> wanted(String... arguments) {
        List<Class<?>> named = RootCommand.COMMANDS.stream()
                .filter(command -> arguments.length > 0
                        && command.getAnnotation(Command.class).name().equals(arguments[0]))
                .toList();
        return named.isEmpty() ? RootCommand.COMMANDS : named;
    }

    private int correct(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        Optional<String> near = near(wrong);
        context.console()
                .error(message(wrong)
                        + near.map(". Did you mean %s?"::formatted).orElse(""));
        if (near.isEmpty()) {
            command.usage(command.getErr());
        }
        return ExitCode.SETTINGS.code();
    }

    private static String message(ParameterException wrong) {
        ArgSpec argument = wrong.getArgSpec();
        String value = wrong.getValue();
        if (argument == null || value == null) {
            return wrong.getMessage();
        }
        String name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
        Class<?> type = argument.type();
        String needed = type.isEnum()
                ? "one of "
                        + Stream.of(type.getEnumConstants())
                                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                : "a whole number";
        boolean told = type.isEnum() || type.isPrimitive() || Number.class.isAssignableFrom(type);
        return told ? "%s is '%s': %s is needed".formatted(name, value, needed) : wrong.getMessage();
    }

    /** The command or the option that somebody may have meant. */
    private static Optional<String> near(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return Optional.empty();
        }
        String word = unmatched.getUnmatched().get(0);
        CommandLine command = wrong.getCommandLine();
        return Nearest.to(
                word,
                word.startsWith("-")
                        ? command.getCommandSpec().optionsMap().keySet()
                        : command.getSubcommands().keySet());
    }

    private int explain(Exception error) {
        if (error instanceof InvalidSettings unsound) {
            unsound.problems().forEach(problem -> context.console().error(problem.message()));
            return ExitCode.SETTINGS.code();
        }
        if (error instanceof Stop stop) {
            context.console().error(context.named(stop.message()));
            return stop.exitCode().code();
        }
        if (error instanceof UnreadableFile file) {
            context.console().error(file.getMessage());
            return ExitCode.SETTINGS.code();
        }
        if (error instanceof FlowException flow) {
            context.console().error(flow.getMessage());
            return ExitCode.SETTINGS.code();
        }
        LoggerFactory.getLogger(CommandLineInterface.class).error("unexpected error", error);
        context.console().error(error + ". Run again with LOG_LEVEL=DEBUG and report what it shows");
        return ExitCode.UNEXPECTED.code();
    }
}
