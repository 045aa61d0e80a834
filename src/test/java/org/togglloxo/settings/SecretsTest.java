package org.togglloxo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretsTest {

    private final Secrets secrets = Secrets.of("s3cret/key+1", "Bearer pasted-key", "", "  ");

    @Test
    void keysAreTakenOutPlainAndUrlEncoded() {
        assertThat(secrets.redact("a s3cret/key+1 b s3cret%2Fkey%2B1 c")).isEqualTo("a *** b *** c");
    }

    @Test
    void aKeyPastedWithBearerIsTakenOutAlone() {
        assertThat(secrets.redact("Authorization: Bearer pasted-key")).isEqualTo("Authorization: ***");
        assertThat(secrets.redact("echo pasted-key")).isEqualTo("echo ***");
        assertThat(secrets.redact("the bearer of news")).isEqualTo("the bearer of news");
    }

    @Test
    void addressesAreTakenOutToo() {
        assertThat(secrets.redactPeople("\"ann.b+c@example.com\" and ann%40example.com, not @home"))
                .isEqualTo("\"(address)\" and (address), not @home");
    }

    @Test
    void withoutKeysNothingIsLost() {
        assertThat(Secrets.of("", "").redact("as it was")).isEqualTo("as it was");
    }
}
