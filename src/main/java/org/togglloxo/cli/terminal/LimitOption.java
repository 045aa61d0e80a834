package org.togglloxo.cli.terminal;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --limit}. */
public final class LimitOption {

    @Spec(Spec.Target.MIXEE)
    CommandSpec command;

    public long count;

    @Option(names = "--limit", paramLabel = "N", description = "at most N of them")
    void limit(long wanted) {
        requireOne(command, "--limit", wanted);
        count = wanted;
    }

    /** @throws ParameterException where an option that says how many says none */
    public static void requireOne(CommandSpec command, String option, long wanted) {
        if (wanted < 1) {
            throw new ParameterException(
                    command.commandLine(), "%s is %d: a number from 1 on is needed".formatted(option, wanted));
        }
    }
}
