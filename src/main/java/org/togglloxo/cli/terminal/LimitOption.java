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
        if (wanted < 1) {
            throw new ParameterException(
                    command.commandLine(), "--limit is %d: a number from 1 on is needed".formatted(wanted));
        }
        count = wanted;
    }
}
