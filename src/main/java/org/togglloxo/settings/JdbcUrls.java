package org.togglloxo.settings;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A database's URL as people may see it: user, password and parameters stay out. */
public final class JdbcUrls {

    private static final String HIDDEN = "***";
    private static final Pattern IN_TEXT = Pattern.compile("jdbc:[^\\s'\"]++");
    private static final Pattern SCHEME = Pattern.compile("(?:[a-zA-Z][a-zA-Z0-9+.-]*+:)*+(?://)?+");
    private static final Pattern SECRET = Pattern.compile("(?i)[?&;][^=&;]*(?:pass|secret|token|key)[^=&;]*=([^&;]+)");
    private static final Pattern USER = Pattern.compile("//([^/]*)@");

    private JdbcUrls() {}

    /** Well-formed or not: what may be a password counts as one. */
    public static String shown(String url) {
        Matcher begin = SCHEME.matcher(url);
        String scheme = begin.lookingAt() ? begin.group() : "";
        String rest = url.substring(scheme.length());
        int query = rest.indexOf('?');
        String place = query < 0 ? rest : rest.substring(0, query);
        // a password may hold a question mark, and an address among the parameters an @
        if (query >= 0 && rest.indexOf('@', query) >= 0 && !place.contains("/")) {
            return scheme + HIDDEN;
        }
        int user = place.lastIndexOf('@');
        return scheme + (user < 0 ? place : HIDDEN + place.substring(user)) + (query < 0 ? "" : "?" + HIDDEN);
    }

    /** The same for every URL in the words of a driver or a pool. */
    public static String shownIn(String text) {
        return IN_TEXT.matcher(text).replaceAll(found -> Matcher.quoteReplacement(shown(found.group())));
    }

    /** What must not be seen of it, wherever it stands. */
    static List<String> secrets(String url) {
        List<String> secrets = new ArrayList<>();
        Matcher user = USER.matcher(url);
        if (user.find()) {
            secrets.add(user.group(1));
            secrets.add(user.group(1).replaceFirst("^[^:]*:", ""));
        }
        SECRET.matcher(url).results().map(found -> found.group(1)).forEach(secrets::add);
        for (String secret : List.copyOf(secrets)) {
            try {
                secrets.add(URLDecoder.decode(secret, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                // not encoded: it stands there as it is
            }
        }
        return secrets;
    }
}
