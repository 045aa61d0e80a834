package org.togglloxo.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Puts settings together from where they are said: defaults, file, system properties, environment; or a host. */
final class SettingsSources {

    private static final Set<String> OURS =
            Set.of("toggl loxo sync retry ledger jobs applications webhooks alerts observe page".split(" "));

    private SettingsSources() {}

    static Settings of(Path folder, Properties own, Map<String, String> environment, Properties system) {
        Properties defaults = Settings.defaults();
        Map<String, String> values = new TreeMap<>();
        defaults.stringPropertyNames().forEach(name -> values.put(name, defaults.getProperty(name)));
        own.stringPropertyNames().forEach(name -> values.put(name, own.getProperty(name)));
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(defaults.stringPropertyNames());
        unknown.removeIf(name -> !OURS.contains(name.split("\\.", 2)[0]));
        unknown.removeAll(SecretSettings.FORMS);
        SecretSettings.FORMS.forEach(name -> values.putIfAbsent(name, ""));
        UnaryOperator<String> over = name -> Optional.ofNullable(environment.get(Settings.variable(name)))
                .orElse(system.getProperty(name, values.get(name)));
        Set<String> ofSpaces = Spaces.in(over).names();
        unknown.removeAll(ofSpaces);
        Stream.concat(Set.copyOf(values.keySet()).stream(), ofSpaces.stream())
                .forEach(name -> Optional.ofNullable(over.apply(name)).ifPresent(value -> values.put(name, value)));
        UnaryOperator<String> places = name -> environment.containsKey(Settings.variable(name))
                ? "the environment variable " + Settings.variable(name)
                : system.containsKey(name) ? "the system property " + name : Settings.FILE;
        Map<String, String> camel = new TreeMap<>(values);
        camel.keySet().removeIf(name -> !name.startsWith("camel."));
        CamelFunctions functions = new CamelFunctions(camel);
        SecretSettings secrets = new SecretSettings(folder, Map.copyOf(values), places, functions, null, values::get);
        return new Settings(folder, values, unknown, resolve(values, functions), secrets, Scope.ONLY);
    }

    /** In the values that are no secrets; those are resolved when they are read. */
    private static List<Problem> resolve(Map<String, String> values, CamelFunctions functions) {
        List<Problem> problems = new ArrayList<>();
        values.replaceAll((name, value) -> {
            try {
                return Settings.isSecret(name) || name.startsWith("camel.") ? value : functions.resolve(value, false);
            } catch (InvalidSecret e) {
                problems.add(new Problem(name, name + " " + e.getMessage()));
                return value;
            }
        });
        return problems;
    }

    static Settings given(UnaryOperator<String> given) {
        Properties defaults = Settings.defaults();
        Map<String, String> values = new TreeMap<>();
        for (String name : defaults.stringPropertyNames()) {
            values.put(name, Optional.ofNullable(given.apply(name)).orElse(defaults.getProperty(name)));
        }
        SecretSettings.FORMS.forEach(
                name -> values.put(name, Optional.ofNullable(given.apply(name)).orElse("")));
        Spaces.in(values::get).names().forEach(name -> Optional.ofNullable(given.apply(name))
                .ifPresent(value -> values.put(name, value)));
        SecretSettings secrets = new SecretSettings(
                Path.of(""),
                Map.copyOf(values),
                name -> "the properties of the program around it",
                SecretSettings.Functions.NONE,
                null,
                given);
        return new Settings(Path.of(""), values, Set.of(), List.of(), secrets, Scope.ONLY);
    }
}
