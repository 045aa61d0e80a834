package org.togglloxo.cli;

import java.lang.reflect.Constructor;
import java.time.Clock;
import picocli.CommandLine;

/** Gives commands the clock they ask for in their constructor. */
final class Commands implements CommandLine.IFactory {

    private final Clock clock;

    Commands(Clock clock) {
        this.clock = clock;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Clock.class) {
                return type.cast(constructor.newInstance(clock));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
