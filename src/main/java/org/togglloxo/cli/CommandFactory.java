package org.togglloxo.cli;

import java.lang.reflect.Constructor;
import org.togglloxo.cli.terminal.CommandContext;
import picocli.CommandLine;

/** Gives commands and their options where they run, as their constructors ask. */
final class CommandFactory implements CommandLine.IFactory {

    private final CommandContext context;

    CommandFactory(CommandContext context) {
        this.context = context;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == CommandContext.class) {
                // the commands stand in other packages, and nobody else is to make them
                constructor.setAccessible(true);
                return type.cast(constructor.newInstance(context));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
