package org.togglloxo.settings;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Headers with which traces are sent, as a list of {@code name=value}; a key may be among them. */
public final class SecretHeaders {

    public static final String SETTING = "observe.otlp-headers";

    private static final int SHORTEST_SECRET = 8;

    private SecretHeaders() {}

    public static Stream<String> pairs(String headers) {
        return Stream.of(headers.split(",")).map(String::strip).filter(pair -> !pair.isEmpty());
    }

    /** Empty for one that cannot be read. */
    public static String value(String pair) {
        try {
            String value = pair.substring(pair.indexOf('=') + 1).strip().replace("+", "%2B");
            String decoded = URLDecoder.decode(value, StandardCharsets.UTF_8);
            return decoded.chars().allMatch(c -> c >= ' ' && c <= '~') ? decoded : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** The values of headers, as far as they are long enough for a key: a word such as a tenant's name may stand anywhere. */
    static Stream<String> secrets(String headers) {
        return pairs(headers)
                .flatMap(pair -> Stream.of(value(pair), pair.substring(pair.indexOf('=') + 1)))
                .filter(value -> value.length() >= SHORTEST_SECRET);
    }
}
