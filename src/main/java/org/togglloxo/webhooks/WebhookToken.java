package org.togglloxo.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.togglloxo.candidate.Address;

/** Compares what was given with the token, in a time that does not tell how much of it is right. */
public final class WebhookToken {

    private final boolean set;
    private final byte[] token;
    private final byte[] path;

    WebhookToken(String token) {
        this.set = !token.isEmpty();
        this.token = hash(token);
        this.path = hash(WebhookSettings.PATH + token);
    }

    /**
     * Whether a path ends with the token. Not by the path's parameter, since a header or a
     * query of that name is put before it.
     */
    boolean fits(String given) {
        String last = given == null ? "" : given.substring(given.lastIndexOf('/') + 1);
        return MessageDigest.isEqual(token, hash(last)) & set;
    }

    /** Whether it is the whole path. */
    boolean isPath(String given) {
        return MessageDigest.isEqual(path, hash(String.valueOf(given))) & set;
    }

    private static byte[] hash(String text) {
        return Address.sha256(text).getBytes(StandardCharsets.US_ASCII);
    }
}
