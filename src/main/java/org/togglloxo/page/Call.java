package org.togglloxo.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is asked of the API.
 *
 * @param path below {@code /api/}, in parts
 * @param query by name
 * @param body missing where there is none
 */
record Call(boolean post, List<String> path, Map<String, String> query, Role role, JsonNode body) {

    private static final int LONGEST_VALUE = 300;

    /** @throws Refusal for what is no path or query */
    static Call of(boolean post, String rawPath, String rawQuery, Role role, JsonNode body) {
        try {
            List<String> path = Arrays.stream(
                            rawPath.substring("/api/".length()).split("/", -1))
                    .map(part -> decoded(part.replace("+", "%2B")))
                    .toList();
            Map<String, String> query = new LinkedHashMap<>();
            for (String pair : rawQuery == null ? new String[0] : rawQuery.split("&")) {
                String[] parts = pair.split("=", 2);
                query.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
            }
            return new Call(post, path, query, role, body);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Refusal.BAD_REQUEST, "The address cannot be read: after % two hexadecimal digits stand");
        }
    }

    private static String decoded(String text) {
        String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
        if (decoded.length() > LONGEST_VALUE) {
            throw new Refusal(
                    Refusal.BAD_REQUEST, "A part of the address has more than %d characters".formatted(LONGEST_VALUE));
        }
        return decoded;
    }

    /** A part of the query without blanks around it, or empty. */
    String value(String name) {
        return query.getOrDefault(name, "").strip();
    }

    void needs(Role needed, String what) {
        if (!role.may(needed)) {
            throw new Refusal(
                    Refusal.FORBIDDEN,
                    "%s needs %s".formatted(what, needed == Role.ADMIN ? "page.admin-token" : "a token"));
        }
    }
}
