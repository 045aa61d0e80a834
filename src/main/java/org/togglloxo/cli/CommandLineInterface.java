package org.togglloxo.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Stop;
import org.togglloxo.flow.FlowException;
import org.togglloxo.flow.FlowSettings;
import org.togglloxo.ledger.LedgerSettings;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads the command line, runs the command, and turns every trouble into one sentence and an exit code. */
public final class CommandLineInterface {

    private CommandLineInterface() {}

    /** Runs one command; returns the exit code. */
    public static int run(String[] arguments) {
        Console.speakEveryLanguage();
        Logging.start(System.getenv("LOG_LEVEL"));
        CommandLine commandLine = new CommandLine(new RootCommand(), new Commands(Clock.systemUTC()))
                .setExecutionExceptionHandler((trouble, command, parsed) -> explain(trouble))
                .setParameterExceptionHandler((wrong, given) -> correct(wrong))
                .setCaseInsensitiveEnumValuesAllowed(true);
        return commandLine.execute(arguments);
    }

    /** The settings of the working directory, with their secrets kept out of every log line from now on. */
    static FlowSettings settings() {
        FlowSettings settings = FlowSettings.from(Settings.load(folder(), System.getenv(), System.getProperties()));
        Logging.hide(settings.secrets());
        settings.all().unknown().forEach(problem -> Console.warning(problem.sentence()));
        return settings;
    }

    /** The same with the text that the settings file had at some moment; every key that was in force stays hidden. */
    static FlowSettings settings(Optional<byte[]> text) {
        Settings all = Settings.of(folder(), text.orElse(new byte[0]), System.getenv(), System.getProperties());
        FlowSettings settings = FlowSettings.from(all);
        Logging.hide(settings.secrets());
        return settings;
    }

    /** For commands that ask no service: keys need not be there. */
    static FlowSettings offlineSettings() {
        return FlowSettings.offline(settings().all());
    }

    /** For commands that ask Toggl Hire alone. */
    static FlowSettings settingsWithoutLoxo() {
        return FlowSettings.withoutLoxo(settings().all());
    }

    /** Settings that a run may start with. */
    static FlowSettings soundSettings() {
        FlowSettings settings = settings();
        if (!settings.problems().isEmpty()) {
            throw new UnsoundSettings(settings.problems());
        }
        return settings;
    }

    /** For commands that need the ledger alone: the keys need not be there. */
    static LedgerSettings ledgerSettings() {
        FlowSettings settings = settings();
        List<Problem> problems = settings.problems().stream()
                .filter(problem -> problem.setting().startsWith("ledger."))
                .toList();
        if (!problems.isEmpty()) {
            throw new UnsoundSettings(problems);
        }
        return settings.ledger();
    }

    static Path folder() {
        return Path.of("");
    }

    private static int correct(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        Console.aside(wrong.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(wrong, command.getErr())) {
            command.usage(command.getErr());
        }
        return ExitCode.SETTINGS.code();
    }

    private static int explain(Exception trouble) {
        if (trouble instanceof UnsoundSettings unsound) {
            unsound.problems().forEach(problem -> Console.error(problem.sentence()));
            return ExitCode.SETTINGS.code();
        }
        if (trouble instanceof Stop stop) {
            Console.error(stop.sentence());
            return stop.exitCode().code();
        }
        if (trouble instanceof FlowException flow) {
            Console.error(flow.getMessage());
            return ExitCode.SETTINGS.code();
        }
        LoggerFactory.getLogger(CommandLineInterface.class).error("unexpected error", trouble);
        Console.error(trouble + ". Run again with LOG_LEVEL=DEBUG and report what it shows");
        return ExitCode.UNEXPECTED.code();
    }
}
