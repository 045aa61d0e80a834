package org.togglloxo.settings;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.PropertiesFunction;

/** A vault as Camel's modules bring one: a property function that is found by its name on the class path. */
public final class TestVault implements PropertiesFunction {

    /** What lies in it. Camel makes the function itself, so that it can be handed to nobody. */
    public static final Map<String, String> CONTENT = new ConcurrentHashMap<>();

    @Override
    public String getName() {
        return "test-vault";
    }

    @Override
    public String apply(String name) {
        if (!CONTENT.containsKey(name)) {
            throw new IllegalStateException("no such secret");
        }
        return CONTENT.get(name);
    }
}
