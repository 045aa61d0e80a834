package org.togglloxo.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The options that say which of several a command is about; their values are taken by {@link SpaceDispatch}. */
final class SpaceOptions {

    private static final Map<String, String> OTHERS = Map.of("sandbox", "", "webhooks", "--agency");

    private SpaceOptions() {}

    /** To a command and those below it, for their help, and so that one without a value is told of. */
    static void add(CommandLine command) {
        add(command, OTHERS.getOrDefault(command.getCommandName(), "--workspace"));
    }

    private static void add(CommandLine command, String option) {
        command.getSubcommands().values().forEach(below -> add(below, option));
        if (command.getSubcommands().isEmpty() && !option.isEmpty()) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder(option)
                            .paramLabel("NAME")
                            .type(String.class)
                            .description("where there are several: the one that it is about")
                            .build());
        }
    }
}
