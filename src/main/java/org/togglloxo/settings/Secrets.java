package org.togglloxo.settings;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes the keys, and addresses of people, out of a text before anybody sees it. It has no logger: the log is set up with it, and would
 * begin before it is told how.
 */
public final class Secrets {

    public static final String HEADERS = "observe.otlp-headers";

    private static final int SHORTEST_SECRET = 8;

    /** The settings that are secret; they stay out of placeholders, since nothing in a route has any use for them. */
    public static final Set<String> SETTINGS = Set.of(
            "toggl.api-key",
            "loxo.api-key",
            "ledger.password",
            "webhooks.token",
            "alerts.slack-url",
            "alerts.webhook-url",
            "alerts.webhook-secret",
            "alerts.smtp-password",
            "observe.otlp-headers",
            "page.reader-token",
            "page.admin-token");

    private static final int TOO_SHORT_TO_TELL = 4;
    // no key of a service is a word: it stands in for one while somebody tries the program out
    private static final Pattern PLAIN_WORD = Pattern.compile("\\p{Alpha}{1,11}");
    private static final Set<String> OUR_WORDS =
            Set.of("read", "created", "updated", "unchanged", "skipped", "deferred", "failed", "wrong", "expired");
    // whole words at a time: to look for an address from each letter on would take hours for a long text without one
    private static final Pattern WORD = Pattern.compile("[^\\s\"'<>:,;=&()\\[\\]{}]++");
    private static final Pattern ENDS_SENTENCE = Pattern.compile("[.!?]++$");

    private final Settings settings;
    private final List<Consumer<Secrets>> followers = new CopyOnWriteArrayList<>();
    private volatile List<String> secrets;

    private Secrets(Stream<String> written, Settings settings) {
        this.settings = settings;
        this.secrets = longestFirst(written);
    }

    /** Each as it may stand in a text. */
    private static Stream<String> written(Stream<String> values) {
        return values.map(String::strip)
                // "Bearer KEY" pasted as a key: KEY alone is a secret too
                .flatMap(value -> Stream.concat(Stream.of(value), Arrays.stream(value.split("[\\s\"']+"))))
                .filter(value -> value.length() >= TOO_SHORT_TO_TELL && !value.equalsIgnoreCase("bearer"))
                .flatMap(value -> Stream.of(value, URLEncoder.encode(value, StandardCharsets.UTF_8)));
    }

    private static List<String> longestFirst(Stream<String> written) {
        return written.distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The secrets among the settings: keys, passwords, tokens, and the address of a webhook, whose path alone tells it. */
    public static Secrets of(Settings settings) {
        return new Secrets(
                written(Stream.of(
                                SETTINGS.stream().map(settings::exact),
                                new SpaceSettings(settings).secrets(),
                                Stream.of("alerts.slack-url", "alerts.webhook-url")
                                        .map(url -> settings.exact(url).replaceFirst("^\\s*\\w+://[^/]*", "")),
                                ofHeaders(settings.exact(HEADERS)),
                                JdbcUrls.secrets(settings.exact("ledger.url")).stream())
                        .flatMap(values -> values)),
                settings);
    }

    public static Secrets of(String... values) {
        return new Secrets(written(Stream.of(values)), null);
    }

    /** These and others, as far as they are known by now. */
    public Secrets and(Secrets others) {
        return new Secrets(Stream.concat(secrets.stream(), others.secrets.stream()), null);
    }

    /** Somebody who is told of each secret that is read later. */
    public void followedBy(Consumer<Secrets> follower) {
        followers.add(follower);
    }

    /**
     * A secret that was refused, read again from where it comes from: it may have been replaced there. What is found is hidden from
     * now on.
     *
     * @param name of the setting
     * @return empty where it cannot be had
     */
    public Optional<String> again(String name) {
        Optional<String> read = settings.again(name);
        read.ifPresent(this::learn);
        return read;
    }

    private synchronized void learn(String value) {
        secrets = longestFirst(Stream.concat(secrets.stream(), written(Stream.of(value))));
        followers.forEach(follower -> follower.accept(of(value)));
    }

    /** The text with {@code ***} for every secret in it, plain or URL-encoded. */
    public String redact(String text) {
        String clean = text;
        for (String secret : secrets) {
            if (clean.contains(secret)) {
                clean = PLAIN_WORD.matcher(secret).matches()
                        ? word(secret).matcher(clean).replaceAll("***")
                        : clean.replace(secret, "***");
            }
        }
        return clean;
    }

    /** Where it stands for itself; one that the program has a use for too, only where it is somebody's value. */
    private static Pattern word(String secret) {
        boolean ours = OUR_WORDS.contains(secret)
                || Settings.defaults().stringPropertyNames().stream()
                        .anyMatch(name -> Arrays.asList(name.split("[.-]")).contains(secret));
        String before = ours ? "(?<=[=']|earer |: ?\"|://[^/@\\s]{0,99}:)" : "(?<!\\p{Alnum})";
        return Pattern.compile(before + secret + "(?!\\p{Alnum})");
    }

    /** The same without e-mail addresses, which an error message must not carry either. */
    public String redactPeople(String text) {
        return WORD.matcher(redact(text)).replaceAll(word -> Matcher.quoteReplacement(withoutAddress(word.group())));
    }

    private static String withoutAddress(String word) {
        int at = Math.max(word.lastIndexOf('@'), word.lastIndexOf("%40"));
        if (at < 1 || at == word.length() - 1) {
            return word;
        }
        Matcher end = ENDS_SENTENCE.matcher(word);
        return "(address)" + (end.find() ? end.group() : "");
    }

    /** Headers with which traces are sent, each as {@code name=value}; a key may be among them. */
    public static Stream<String> headers(String headers) {
        return Stream.of(headers.split(",")).map(String::strip).filter(pair -> !pair.isEmpty());
    }

    /** Empty for one that cannot be read. */
    public static String headerValue(String pair) {
        try {
            String value = pair.substring(pair.indexOf('=') + 1).strip().replace("+", "%2B");
            String decoded = URLDecoder.decode(value, StandardCharsets.UTF_8);
            return decoded.chars().allMatch(c -> c >= ' ' && c <= '~') ? decoded : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** The values of headers, as far as they are long enough for a key: a word such as a tenant's name may stand anywhere. */
    private static Stream<String> ofHeaders(String headers) {
        return headers(headers)
                .flatMap(pair -> Stream.of(headerValue(pair), pair.substring(pair.indexOf('=') + 1)))
                .filter(value -> value.length() >= SHORTEST_SECRET);
    }
}
