package org.togglloxo.embed;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.togglloxo.route.Names;
import org.togglloxo.route.Nearest;
import org.togglloxo.settings.Problem;

/**
 * What the host has set, wherever Camel's placeholders find it: its properties files, Spring's Environment, Quarkus's
 * configuration, environment variables. Where a name means something else to the host, it has {@code toggl-loxo.} before it.
 */
record HostProperties(CamelContext context, List<Problem> problems) implements UnaryOperator<String> {

    private static final Pattern OURS = Pattern.compile("^(toggl|loxo|toggl-loxo)\\.");
    private static final String NOT_SET = "\u0000";

    @Override
    public String apply(String name) {
        try {
            String own = value(Names.SETTINGS + name);
            return own != null ? own : value(name);
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(
                    name,
                    "%s holds a {{placeholder}} that leads nowhere. Set what it names, or write the value itself"
                            .formatted(name)));
            return null;
        }
    }

    /** Names that are nearly those of settings; all others are the host's own. Where Camel cannot list them, none are seen. */
    List<Problem> misspelt(Set<String> settings) {
        return context
                .getPropertiesComponent()
                .loadProperties(name -> OURS.matcher(name).find())
                .stringPropertyNames()
                .stream()
                .sorted()
                .flatMap(name -> misspelt(name, settings).stream())
                .toList();
    }

    private static Optional<Problem> misspelt(String name, Set<String> settings) {
        String plain = name.startsWith(Names.SETTINGS) ? name.substring(Names.SETTINGS.length()) : name;
        return Nearest.to(plain, settings)
                .map(meant -> new Problem(
                        name,
                        "%s is no setting of toggl-loxo and has no effect. Did you mean %s?".formatted(name, meant)));
    }

    private String value(String name) {
        String value = context.resolvePropertyPlaceholders("{{" + name + ":" + NOT_SET + "}}");
        return NOT_SET.equals(value) ? null : value;
    }
}
