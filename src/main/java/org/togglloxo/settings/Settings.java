package org.togglloxo.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The settings in force: {@code config/application.properties} of the working directory over the defaults in the jar,
 * system properties over both, environment variables over all (Camel's own rule: {@code toggl.api-key} is overridden by
 * {@code TOGGL_API_KEY}).
 */
public final class Settings {

    private static final String PACKED = "/toggl-loxo/config/application.properties";
    private static final String FILE = "config/application.properties";
    private static final Set<String> OURS = Set.of(
            "toggl",
            "loxo",
            "sync",
            "retry",
            "ledger",
            "jobs",
            "applications",
            "webhooks",
            "alerts",
            "observe",
            "page");

    // no more than the routes can read as well: Java alone knows 60d, 1e3, 0x1p3 and the digits of every script
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");
    private static final Pattern NUMBER = Pattern.compile(WHOLE + "([.][0-9]{1,9})?");

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u(?![0-9a-fA-F]{4})");

    private final Path folder;
    private final Map<String, String> values;
    private final Set<String> unknown;

    private Settings(Path folder, Map<String, String> values, Set<String> unknown) {
        this.folder = folder;
        this.values = values;
        this.unknown = unknown;
    }

    /**
     * Reads the settings.
     *
     * @param folder the working directory; its {@code config/application.properties} is used where it exists
     * @param environment environment variables
     * @param system system properties
     * @throws UnreadableFile when the file is there and cannot be read
     */
    public static Settings load(Path folder, Map<String, String> environment, Properties system) {
        Path file = folder.resolve(FILE);
        return of(folder, Files.exists(file) ? TextFile.bytes(file, FILE) : new byte[0], environment, system);
    }

    /**
     * The same with the text that the file had at some moment.
     *
     * @throws UnreadableFile when it is no text of properties
     */
    public static Settings of(Path folder, byte[] text, Map<String, String> environment, Properties system) {
        return of(folder, parsed(TextFile.text(FILE, text)), environment, system);
    }

    private static Settings of(Path folder, Properties own, Map<String, String> environment, Properties system) {
        Properties defaults = defaults();
        Map<String, String> values = new TreeMap<>();
        defaults.stringPropertyNames().forEach(name -> values.put(name, defaults.getProperty(name)));
        own.stringPropertyNames().forEach(name -> values.put(name, own.getProperty(name)));
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(defaults.stringPropertyNames());
        unknown.removeIf(name -> !OURS.contains(name.split("\\.", 2)[0]));
        values.replaceAll((name, value) ->
                Optional.ofNullable(environment.get(variable(name))).orElse(system.getProperty(name, value)));
        return new Settings(folder, values, unknown);
    }

    /**
     * The settings of a host that embeds the flow, over the defaults in the jar.
     *
     * @param given the host's value of a name, or null where it has none
     */
    public static Settings given(UnaryOperator<String> given) {
        Properties defaults = defaults();
        Map<String, String> values = new TreeMap<>();
        for (String name : defaults.stringPropertyNames()) {
            values.put(name, Optional.ofNullable(given.apply(name)).orElse(defaults.getProperty(name)));
        }
        return new Settings(Path.of(""), values, Set.of());
    }

    /** The same with some values replaced, for the sandbox. */
    public Settings with(Map<String, String> replaced) {
        Map<String, String> changed = new TreeMap<>(values);
        changed.putAll(replaced);
        return new Settings(folder, changed, unknown);
    }

    /** Names and defaults as packed into the jar. */
    public static Properties defaults() {
        try (InputStream in = Settings.class.getResourceAsStream(PACKED);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            Properties defaults = new Properties();
            defaults.load(reader);
            return defaults;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The environment variable that overrides a setting. */
    public static String variable(String name) {
        return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** The working directory; files that settings name are below it. */
    public Path folder() {
        return folder;
    }

    /** All values, for property placeholders in the routes. */
    public Map<String, String> values() {
        return Map.copyOf(values);
    }

    /** Names in the file that look like ours and are none: typing errors, as a rule. */
    public List<Problem> unknown() {
        List<Problem> problems = new ArrayList<>();
        for (String name : unknown) {
            problems.add(new Problem(
                    name,
                    "%s is not a setting of this program and has no effect; the names are in src/site/markdown/settings.md"
                            .formatted(name)));
        }
        return problems;
    }

    /** A value without blanks around it; empty where it is not set. */
    public String text(String name) {
        return values.getOrDefault(name, "").strip();
    }

    /** A value as it stands, blanks included. */
    public String exact(String name) {
        return values.getOrDefault(name, "");
    }

    /** A whole number; where it is none, or outside the bounds, it is a problem, and the lower bound is used. */
    public int whole(String name, int least, int most, List<Problem> problems) {
        String text = text(name);
        if (WHOLE.matcher(text).matches()) {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        }
        problems.add(wrong(name, "a whole number from %d to %d is needed".formatted(least, most)));
        return least;
    }

    /** A number of zero or more. */
    public double number(String name, double most, List<Problem> problems) {
        String text = text(name);
        if (NUMBER.matcher(text).matches()) {
            double value = Double.parseDouble(text);
            if (value <= most) {
                return value;
            }
        }
        problems.add(wrong(name, "a number from 0 to %s is needed".formatted(whole(most))));
        return 0;
    }

    /** One of the words. */
    public String oneOf(String name, List<String> words, List<Problem> problems) {
        String value = text(name);
        if (!words.contains(value)) {
            problems.add(wrong(name, "one of %s is needed".formatted(String.join(", ", words))));
        }
        return value;
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, List<Problem> problems) {
        return oneOf(name, List.of("true", "false"), problems).equals("true");
    }

    /** All settings below a prefix that are not empty, by the rest of the name. */
    public Map<String, String> below(String prefix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix) && !value.isBlank()) {
                found.put(name.substring(prefix.length()), value.strip());
            }
        });
        return found;
    }

    private Problem wrong(String name, String rule) {
        String usual = defaults().getProperty(name);
        String fix = usual.isEmpty()
                ? "Give one, or leave %s empty (the default)".formatted(name)
                : "Set %s=%s (the default)".formatted(name, usual);
        return new Problem(name, "%s is '%s': %s. %s".formatted(name, exact(name), rule, fix));
    }

    private static String whole(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static Properties parsed(String text) {
        try {
            Properties own = new Properties();
            own.load(new StringReader(text));
            return own;
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableFile(
                    FILE,
                    lineOfBrokenEscape(text),
                    "a backslash and a u stand there without four hexadecimal digits after them. Write every backslash twice, as in C:\\\\users, or use / instead",
                    new IOException(e));
        }
    }

    /** The one thing that a text of properties can have wrong. */
    private static int lineOfBrokenEscape(String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (BROKEN_ESCAPE.matcher(lines.get(i)).find()
                    && !lines.get(i).strip().startsWith("#")) {
                return i + 1;
            }
        }
        return 0;
    }
}
