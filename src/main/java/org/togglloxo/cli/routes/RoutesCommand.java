package org.togglloxo.cli.routes;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "routes",
        mixinStandardHelpOptions = true,
        description =
                "The rules in routes/: whether they are sound, what they look like, what they make of a candidate.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RoutesCheckCommand.class, RoutesDrawCommand.class, RoutesTryCommand.class})
public final class RoutesCommand implements Runnable {

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "One of check, draw, try is missing after routes");
    }
}
