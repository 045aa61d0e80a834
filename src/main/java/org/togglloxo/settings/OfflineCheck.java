package org.togglloxo.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What can be wrong with keys, slug and URLs before any call is made; the causes are those that Loxo
 * names for a 403 (loxo-1, loxo-3).
 */
public final class OfflineCheck {

    private static final int MOST_PORTS = 65_535;
    /** Whoever makes up both, since nothing is sent, makes up a short one. */
    private static final int SHORTEST_KEY = 12;

    private OfflineCheck() {}

    /** A key as it stands in the settings, never shown. */
    public static List<Problem> key(String setting, String key, String whereToGetIt) {
        List<Problem> problems = new ArrayList<>();
        if (key.isBlank()) {
            problems.add(new Problem(
                    setting,
                    "%s is empty, and without a key every call is refused. %s, then set %s or %s"
                            .formatted(setting, whereToGetIt, setting, Settings.variable(setting))));
        } else if (key.strip().toLowerCase(Locale.ROOT).startsWith("bearer")
                && key.strip().matches("(?i)bearer[\\s:].*")) {
            problems.add(new Problem(
                    setting,
                    "%s begins with 'Bearer', which is added by itself. Set %s to the key alone"
                            .formatted(setting, setting)));
        } else if (key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            problems.add(new Problem(
                    setting,
                    "%s holds a space, a line break or a character that no key has. Paste the key anew"
                            .formatted(setting)));
        } else if (key.chars().anyMatch(c -> c == '"' || c == '\'' || c == '`')) {
            problems.add(new Problem(
                    setting, "%s holds quotation marks. Set %s to the key without them".formatted(setting, setting)));
        }
        return problems;
    }

    /**
     * The agency's slug: the part of the address after /api/.
     *
     * @param key never shown, wherever it was pasted
     */
    public static List<Problem> slug(String setting, String slug, String key) {
        String fix =
                "Copy it from your Loxo address, https://app.loxo.co/api/{agency-slug}/people, without anything around it";
        if (slug.isBlank()) {
            return List.of(
                    new Problem(setting, "%s is empty, and Loxo answers 403 without it. %s".formatted(setting, fix)));
        }
        if (slug.length() >= SHORTEST_KEY && slug.strip().equalsIgnoreCase(key.strip())) {
            return List.of(new Problem(setting, "%s holds the key. %s".formatted(setting, fix)));
        }
        if (slug.chars().anyMatch(Character::isWhitespace)) {
            return List.of(new Problem(
                    setting,
                    "%s is '%s', with a space, which Loxo answers with 403. %s".formatted(setting, slug, fix)));
        }
        if (slug.contains("/") || slug.contains(":")) {
            return List.of(new Problem(
                    setting, "%s is '%s', which looks like a part of a URL. %s".formatted(setting, slug, fix)));
        }
        if (!slug.equals(slug.toLowerCase(Locale.ROOT))) {
            return List.of(new Problem(
                    setting,
                    "%s is '%s', with capital letters, which a slug does not have. Set %s=%s"
                            .formatted(setting, slug, setting, slug.toLowerCase(Locale.ROOT))));
        }
        if (slug.matches("\\.+") || slug.chars().anyMatch(c -> c <= ' ' || c > '~' || "?#%&\"'\\{}".indexOf(c) >= 0)) {
            return List.of(new Problem(
                    setting, "%s is '%s', with a character that no slug has. %s".formatted(setting, slug, fix)));
        }
        return List.of();
    }

    /** Loxo's base URL: scheme and host. {@code /api/v1} answers 403 (loxo-2), and {@code /api} is added by itself. */
    public static List<Problem> loxoUrl(String setting, String url, String example) {
        List<Problem> problems = url(setting, url, example);
        if (problems.isEmpty() && (url.strip() + "/").toLowerCase(Locale.ROOT).contains("/api/")) {
            problems.add(new Problem(
                    setting,
                    "%s is '%s': /api and what follows is added by itself, and /api/v1 is not part of the Open API (403). Set %s=%s"
                            .formatted(setting, url, setting, origin(url))));
        }
        return problems;
    }

    /** Any base URL: absolute, https (or http to this machine), nothing behind the path. */
    public static List<Problem> url(String setting, String url, String example) {
        List<Problem> problems = new ArrayList<>();
        String rule = null;
        try {
            URI uri = new URI(url);
            if (uri.getHost() == null || !List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                rule = "a URL with http or https, in small letters, and a host is needed";
            } else if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
                rule = "a URL without user, '?' and '#' is needed";
            } else if (uri.getPort() == 0 || uri.getPort() > MOST_PORTS) {
                rule = "a port from 1 to %d is needed".formatted(MOST_PORTS);
            } else if (uri.getScheme().equals("http") && !Loopback.is(uri.getHost())) {
                rule = "https is needed, since the key goes over the network; http is for this machine alone";
            }
        } catch (URISyntaxException e) {
            rule = "that is no URL";
        }
        if (rule != null) {
            String shown = url.replaceFirst("//[^/]*@", "//***@");
            problems.add(new Problem(
                    setting, "%s is '%s': %s. Set %s=%s".formatted(setting, shown, rule, setting, example)));
        }
        return problems;
    }

    private static String origin(String url) {
        return url.strip().replaceFirst("(?i)/api(/.*)?$", "");
    }
}
