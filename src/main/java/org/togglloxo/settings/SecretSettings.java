package org.togglloxo.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The secrets among the settings, each in one of three forms: {@code X} itself, {@code X-file} and {@code X-command}. A secret is read when it is
 * first asked for, and then kept.
 */
final class SecretSettings {

    static final String FILE = "-file";
    static final String COMMAND = "-command";

    /** What stands in a value in the place of another one. */
    interface Functions {
        /** They are resolved already. */
        Functions NONE = (value, strict) -> value;

        /** @param strict whether one that nobody knows is an error */
        String resolve(String value, boolean strict) throws InvalidSecret;
    }

    /** The names of all forms but the plain one. */
    static final Set<String> FORMS = Secrets.SETTINGS.stream()
            .flatMap(name -> Stream.of(name + FILE, name + COMMAND))
            .collect(Collectors.toUnmodifiableSet());

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Path folder;
    private final Map<String, String> values;
    private final UnaryOperator<String> places;
    private final Functions functions;
    private final SecretSettings before;
    private final UnaryOperator<String> now;
    private final Map<String, Once> read = new ConcurrentHashMap<>();

    /**
     * Reads nothing yet.
     *
     * @param values as they were set, those of secrets among them
     * @param places where it was set, in words
     * @param before what was read already, and counts where nothing else is set; null for nothing
     * @param now the value of a name as it would be set at a later moment
     */
    SecretSettings(
            Path folder,
            Map<String, String> values,
            UnaryOperator<String> places,
            Functions functions,
            SecretSettings before,
            UnaryOperator<String> now) {
        this.folder = folder;
        this.values = values;
        this.places = places;
        this.functions = functions;
        this.before = before;
        this.now = now;
    }

    /** Those of one secret. */
    static List<String> formsOf(String name) {
        return List.of(name, name + FILE, name + COMMAND);
    }

    SecretReading of(String name) {
        if (before != null && formsOf(name).stream().allMatch(form -> raw(form).equals(before.raw(form)))) {
            return before.of(name);
        }
        return read.computeIfAbsent(name, Once::new).get();
    }

    /** The same with a value of the program's own in the place of some. */
    SecretSettings with(Map<String, String> replaced) {
        Map<String, String> changed = new TreeMap<>(values);
        replaced.keySet().stream()
                .filter(Secrets.SETTINGS::contains)
                .flatMap(name -> formsOf(name).stream())
                .forEach(form -> changed.put(form, ""));
        changed.putAll(replaced);
        return new SecretSettings(folder, changed, name -> "the program itself", functions, this, changed::get);
    }

    /**
     * The same with other settings in the place of some.
     *
     * @param names of the settings to be read, by the names under which they are asked for; an empty one is not set
     */
    SecretSettings of(Map<String, String> names) {
        Map<String, String> changed = new TreeMap<>(values);
        names.forEach((plain, other) -> changed.put(plain, raw(other)));
        UnaryOperator<String> named = name -> names.getOrDefault(name, name);
        return new SecretSettings(
                folder,
                changed,
                name -> places.apply(named.apply(name)),
                functions,
                this,
                name -> named.apply(name).isEmpty() ? "" : now.apply(named.apply(name)));
    }

    Stream<Problem> problems() {
        return Secrets.SETTINGS.stream().sorted().flatMap(name -> of(name).problem().stream());
    }

    Stream<Problem> warnings() {
        return Secrets.SETTINGS.stream().sorted().flatMap(name -> of(name).warnings().stream());
    }

    /** Where from and how long, by name. */
    Map<String, String> origins() {
        Map<String, String> origins = new TreeMap<>();
        for (String name : Secrets.SETTINGS) {
            SecretReading reading = of(name);
            if (!reading.value().isEmpty()) {
                origins.put(
                        name,
                        "%s, %d characters"
                                .formatted(reading.origin(), reading.value().length()));
            }
        }
        return origins;
    }

    /** As it is now, whatever was read before. */
    SecretReading again(String name) {
        Map<String, String> later = new TreeMap<>();
        formsOf(name).forEach(form -> later.put(form, Objects.requireNonNullElse(now.apply(form), "")));
        return new SecretSettings(folder, later, places, functions, null, now).read(name);
    }

    private SecretReading read(String name) {
        List<String> set =
                formsOf(name).stream().filter(form -> !raw(form).isBlank()).toList();
        if (set.isEmpty()) {
            // blanks alone are for whoever checks the value
            return raw(name).isEmpty()
                    ? SecretReading.none()
                    : SecretReading.of(raw(name), "from " + places.apply(name));
        }
        String form = set.get(set.size() - 1);
        if (set.size() > 1) {
            return failed(
                    form,
                    "%s are set, and a secret has one source. Leave one of them".formatted(String.join(" and ", set)));
        }
        try {
            return read(name, form);
        } catch (InvalidSecret e) {
            return failed(form, "%s %s".formatted(form, e.getMessage()));
        }
    }

    private SecretReading read(String name, String form) throws InvalidSecret {
        String value = functions.resolve(raw(form), true);
        if (form.endsWith(FILE)) {
            SecretFile file = new SecretFile(value.strip(), folder);
            SecretReading reading = SecretReading.of(file.read(), "from the file " + file.path());
            return file.isOpenToOthers() ? open(reading, form, file.path()) : reading;
        }
        if (form.endsWith(COMMAND)) {
            String secret = new SecretCommand(value, folder, LIMIT).read(plain());
            return SecretReading.of(
                    secret, "from the command " + CommandWords.of(value).get(0));
        }
        String function = value.equals(raw(form)) ? "" : "{{...}} in ";
        return SecretReading.of(value, "from " + function + places.apply(name));
    }

    private static SecretReading open(SecretReading reading, String form, String path) {
        Problem warning = new Problem(
                form,
                "%s names the file '%s', which every user of this machine may read. Close it to others: chmod 400 %s"
                        .formatted(form, path, path));
        return new SecretReading(reading.value(), reading.origin(), Optional.empty(), List.of(warning));
    }

    /** Those that need no reading, to be hidden while others are read. */
    private Secrets plain() {
        return Secrets.of(Secrets.SETTINGS.stream().map(this::raw).toArray(String[]::new));
    }

    private SecretReading failed(String form, String message) {
        return SecretReading.failed(new Problem(form, plain().redact(message)));
    }

    private String raw(String name) {
        return values.getOrDefault(name, "");
    }

    /** A command may take its time: whoever asks for the same secret waits for it, and nobody else does. */
    private final class Once {

        private final String name;
        private SecretReading reading;

        Once(String name) {
            this.name = name;
        }

        synchronized SecretReading get() {
            if (reading == null) {
                reading = read(name);
            }
            return reading;
        }
    }
}
