package org.togglloxo.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings in force: {@code config/application.properties} of the working directory over the defaults in the jar,
 * system properties over both, environment variables over all (Camel's own rule: {@code toggl.api-key} is overridden by
 * {@code TOGGL_API_KEY}).
 */
public final class Settings {

    private static final String PACKED = "/toggl-loxo/config/application.properties";
    private static final Properties DEFAULTS = packed();
    static final String FILE = "config/application.properties";
    // no more than the routes can read as well: Java alone knows 60d, 1e3, 0x1p3 and the digits of every script
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");
    private static final Pattern NUMBER = Pattern.compile(WHOLE + "([.][0-9]{1,9})?");

    private final Path folder;
    private final Map<String, String> values;
    private final Set<String> unknown;
    private final List<Problem> unresolved;
    private final SecretSettings secrets;
    private final Scope scope;
    private final Map<Scope, Settings> scoped = new ConcurrentHashMap<>();
    private Settings whole = this;

    Settings(
            Path folder,
            Map<String, String> values,
            Set<String> unknown,
            List<Problem> unresolved,
            SecretSettings secrets,
            Scope scope) {
        this.folder = folder;
        this.values = values;
        this.unknown = unknown;
        this.unresolved = unresolved;
        this.secrets = secrets;
        this.scope = scope;
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
        return SettingsSources.of(folder, PropertiesText.parsed(FILE, text), environment, system);
    }

    /** A secret in whatever form. */
    static boolean isSecret(String name) {
        return Secrets.SETTINGS.contains(name) || SecretSettings.FORMS.contains(name) || Spaces.isSecret(name);
    }

    /**
     * The settings of a host that embeds the flow, over the defaults in the jar.
     *
     * @param given the host's value of a name, or null where it has none
     */
    public static Settings given(UnaryOperator<String> given) {
        return SettingsSources.given(given);
    }

    /** The same with some values replaced, for the sandbox. */
    public Settings with(Map<String, String> replaced) {
        Map<String, String> changed = new TreeMap<>(values);
        changed.putAll(replaced);
        Settings with = new Settings(folder, changed, unknown, unresolved, secrets.with(replaced), scope);
        return scope.isOnly() ? with : with.partOf(whole);
    }

    /** The workspaces and agencies that they name. */
    public Spaces spaces() {
        return Spaces.in(values::get);
    }

    /** What they are about; where there are several, what holds for all of them. */
    public Scope scope() {
        return scope;
    }

    private Settings partOf(Settings all) {
        whole = all;
        return this;
    }

    /** What holds for all workspaces and agencies, and is said of each. */
    public Settings whole() {
        return whole;
    }

    /** As they are for one workspace and agency: what is not said of these is taken from what holds for all. */
    public Settings of(Scope wanted) {
        return wanted.equals(scope) ? this : scoped.computeIfAbsent(wanted, this::scopedTo);
    }

    private Settings scopedTo(Scope wanted) {
        Map<String, String> said = spaces().saidOf(wanted, values.keySet());
        Map<String, String> own = new TreeMap<>(values);
        said.forEach((plain, name) -> own.put(plain, values.getOrDefault(name, "")));
        own.keySet().removeAll(spaces().names());
        return new Settings(folder, own, Set.of(), unresolved, secrets.of(said), wanted).partOf(whole);
    }

    /** Names and defaults as packed into the jar: the caller's own. */
    public static Properties defaults() {
        return (Properties) DEFAULTS.clone();
    }

    private static Properties packed() {
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

    /** All values as they were set: of a secret that comes from elsewhere, where from. */
    public Map<String, String> values() {
        return Map.copyOf(values);
    }

    /** The values that routes may see, by placeholder: nothing in a route has any use for a secret. */
    public Map<String, String> placeholders() {
        Map<String, String> open = new TreeMap<>(values);
        open.keySet().removeIf(Settings::isSecret);
        return open;
    }

    /** What is wrong with the sources of values: a file that is not there, a command that fails. */
    public List<Problem> unreadable() {
        return Stream.concat(unresolved.stream(), secrets.problems()).toList();
    }

    /** Whether a secret is said to come from somewhere, and cannot be had from there. */
    public boolean isUnreadable(String name) {
        return Secrets.SETTINGS.contains(name) && secrets.of(name).problem().isPresent();
    }

    /** What is not wrong, and should be otherwise: names without a meaning, secrets that others may read, of whichever workspace. */
    public List<Problem> warnings() {
        SpaceSettings spaces = new SpaceSettings(this);
        Stream<Problem> ofSecrets =
                spaces.isOne() ? secretWarnings() : Stream.concat(secretWarnings(), spaces.secretWarnings());
        return Stream.concat(unknown().stream(), ofSecrets).distinct().toList();
    }

    Stream<Problem> secretWarnings() {
        return secrets.warnings();
    }

    /** Where each secret that is set comes from, by its name, such as "from the file /run/secrets/toggl, 40 characters". */
    public Map<String, String> origins() {
        return secrets.origins();
    }

    /** A secret as it is by now; empty where it cannot be had. */
    Optional<String> again(String name) {
        SecretReading reading = secrets.again(name);
        return Optional.of(reading.value().strip())
                .filter(value -> reading.problem().isEmpty() && !value.isEmpty());
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
        return exact(name).strip();
    }

    /** A value as it stands, blanks included. */
    public String exact(String name) {
        return Secrets.SETTINGS.contains(name) ? secrets.of(name).value() : values.getOrDefault(name, "");
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
}
