package org.togglloxo.webhooks;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/** What a token must look like: the least that holds 128 bits when it was made at random, and nothing that repeats itself. */
final class TokenRule {

    static final String WORDS =
            "128 random bits, as 32 or more hexadecimal digits, or as 22 or more capital and small letters, digits, '-' and '_'";

    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]{32,512}|[0-9A-F]{32,512}");
    private static final Pattern LETTERS = Pattern.compile("(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9])[A-Za-z0-9_-]{22,512}");
    private static final int PROPOSED_BYTES = 32;

    private TokenRule() {}

    static boolean allows(String token) {
        return (HEXADECIMAL.matcher(token).matches() || LETTERS.matcher(token).matches()) && varies(token);
    }

    static String propose() {
        byte[] bytes = new byte[PROPOSED_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Of what is random hardly any two neighbours come twice, and few stand next to each other in the alphabet. */
    private static boolean varies(String token) {
        Set<String> pairs = new HashSet<>();
        int steps = 0;
        int known = Math.min(token.length(), 64) - 1;
        for (int i = 0; i < known; i++) {
            pairs.add(token.substring(i, i + 2));
            steps += Math.abs(token.charAt(i + 1) - token.charAt(i)) == 1 ? 1 : 0;
        }
        return pairs.size() * 3 > known * 2 && steps * 2 < known;
    }
}
