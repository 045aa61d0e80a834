package org.togglloxo.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.togglloxo.candidate.Address;
import org.togglloxo.server.PageSettings;

/** Who has which token; compared in a time that does not tell how much of one is right. */
final class Tokens {

    private static final String SCHEME = "Bearer ";

    private final byte[] reader;
    private final byte[] admin;
    private final boolean open;

    Tokens(PageSettings settings) {
        this.reader = hash(settings.readerToken());
        this.admin = hash(settings.adminToken());
        this.open = settings.local() && settings.readerToken().isEmpty();
    }

    /**
     * Who asks.
     *
     * @param authorization the header, or null
     * @throws Refusal where nobody may without a token, or for a wrong one
     */
    Role of(String authorization) {
        if (authorization == null) {
            if (open) {
                return Role.ANYBODY;
            }
            throw new Refusal(
                    Refusal.UNAUTHORIZED,
                    "A token is needed: page.reader-token to look, page.admin-token to do something. Give it as Authorization: Bearer TOKEN");
        }
        boolean right = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        byte[] given = hash(right ? authorization.substring(SCHEME.length()).strip() : "");
        boolean isAdmin = MessageDigest.isEqual(admin, given);
        boolean isReader = MessageDigest.isEqual(reader, given);
        boolean isEmpty = MessageDigest.isEqual(hash(""), given);
        if (!isEmpty && isAdmin) {
            return Role.ADMIN;
        }
        if (!isEmpty && isReader) {
            return Role.READER;
        }
        throw new Refusal(
                Refusal.UNAUTHORIZED,
                "This is neither page.reader-token nor page.admin-token. Look in the settings of the program that serves this page");
    }

    private static byte[] hash(String text) {
        return Address.sha256(text).getBytes(StandardCharsets.US_ASCII);
    }
}
