package org.togglloxo.embed;

import java.util.Map;
import org.apache.camel.spi.PropertiesSource;

/** The settings in force, for the placeholders of our routes and under names that nobody else has. */
record OwnProperties(Map<String, String> values) implements PropertiesSource {

    @Override
    public String getName() {
        return "toggl-loxo";
    }

    @Override
    public String getProperty(String name) {
        return values.get(name);
    }
}
