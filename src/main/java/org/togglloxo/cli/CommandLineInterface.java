package org.togglloxo.cli;

import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Stop;
import org.togglloxo.flow.FlowException;
import org.togglloxo.settings.UnreadableFile;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads the command line, runs the command, and turns every trouble into one sentence and an exit code. */
public final class CommandLineInterface {

    private final CommandContext context;

    private CommandLineInterface(CommandContext context) {
        this.context = context;
    }

    /** Runs one command as the process that it was started in; returns the exit code. */
    public static int run(String[] arguments) {
        Logging.start(System.getenv("LOG_LEVEL"));
        return run(
                new CommandContext(
                        Path.of(""), System.getenv(), System.getProperties(), Clock.systemUTC(), Console.ofProcess()),
                arguments);
    }

    /** Runs one command elsewhere; returns the exit code. */
    static int run(CommandContext context, String... arguments) {
        CommandLineInterface here = new CommandLineInterface(context);
        CommandLine commandLine = new CommandLine(new RootCommand(), new Commands(context))
                .setExecutionExceptionHandler((trouble, command, parsed) -> here.explain(trouble))
                .setParameterExceptionHandler((wrong, given) -> here.correct(wrong))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(context.console().out())
                .setErr(context.console().err());
        return commandLine.execute(arguments);
    }

    private int correct(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        context.console().aside(wrong.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(wrong, command.getErr())) {
            command.usage(command.getErr());
        }
        return ExitCode.SETTINGS.code();
    }

    private int explain(Exception trouble) {
        if (trouble instanceof UnsoundSettings unsound) {
            unsound.problems().forEach(problem -> context.console().error(problem.sentence()));
            return ExitCode.SETTINGS.code();
        }
        if (trouble instanceof Stop stop) {
            context.console().error(stop.sentence());
            return stop.exitCode().code();
        }
        if (trouble instanceof UnreadableFile file) {
            context.console().error(file.getMessage());
            return ExitCode.SETTINGS.code();
        }
        if (trouble instanceof FlowException flow) {
            context.console().error(flow.getMessage());
            return ExitCode.SETTINGS.code();
        }
        LoggerFactory.getLogger(CommandLineInterface.class).error("unexpected error", trouble);
        context.console().error(trouble + ". Run again with LOG_LEVEL=DEBUG and report what it shows");
        return ExitCode.UNEXPECTED.code();
    }
}
