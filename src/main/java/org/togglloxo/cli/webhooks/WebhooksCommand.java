package org.togglloxo.cli.webhooks;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "webhooks",
        mixinStandardHelpOptions = true,
        description = "Loxo's webhooks: what it tells of, and where to.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            WebhooksListCommand.class,
            WebhooksRegisterCommand.class,
            WebhooksUpdateCommand.class,
            WebhooksRemoveCommand.class
        })
public final class WebhooksCommand implements Runnable {

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "One of list, register, update, remove is missing after webhooks");
    }
}
