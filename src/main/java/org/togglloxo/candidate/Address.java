package org.togglloxo.candidate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** An e-mail address as the key that two services share. */
public final class Address {

    private Address() {}

    /**
     * Whether it is one at all: something with an @ inside. What people type where they want to give none, such as {@code n/a},
     * would make one person of all who do.
     */
    public static boolean isAddress(String text) {
        String stripped = Blanks.strip(text);
        return stripped.indexOf('@') > 0 && stripped.lastIndexOf('@') < stripped.length() - 1;
    }

    /** Two addresses are one person's when these are equal: trimmed, without regard to case. */
    public static String normalised(String address) {
        return Blanks.strip(address).toLowerCase(Locale.ROOT);
    }

    /** True when both name the same mailbox in the sense of {@link #normalised}. */
    public static boolean same(String one, String other) {
        return one != null && other != null && normalised(one).equals(normalised(other));
    }

    /** SHA-256 in hex of the normalised address: the ledger knows addresses by this alone. */
    public static String hash(String address) {
        return sha256(normalised(address));
    }

    /** In lower-case hex, of the text in UTF-8. */
    public static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
