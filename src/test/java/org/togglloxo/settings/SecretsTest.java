package org.togglloxo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private final Secrets secrets = Secrets.of("s3cret/key+1", "Bearer pasted-key", "", "  ");

    @Test
    void keysAreTakenOutPlainAndUrlEncoded() {
        assertThat(secrets.redact("a s3cret/key+1 b s3cret%2Fkey%2B1 c")).isEqualTo("a *** b *** c");
    }

    /** A process with a refused key reads it again for days. */
    @Test
    void whatIsLearntManyTimesIsKnownOnce() {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            Secrets known = secrets;
            for (int times = 0; times < 5_000; times++) {
                known = known.and(Secrets.of("s3cret/key+1"));
            }
            assertThat(known.redact("a s3cret%2Fkey%2B1 b")).isEqualTo("a *** b");
        });
    }

    @Test
    void aKeyPastedWithBearerIsTakenOutAlone() {
        assertThat(secrets.redact("Authorization: Bearer pasted-key")).isEqualTo("Authorization: ***");
        assertThat(secrets.redact("echo pasted-key")).isEqualTo("echo ***");
        assertThat(secrets.redact("the bearer of news")).isEqualTo("the bearer of news");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "loxo   | loxo.api-key is wrong: set loxo.api-key | loxo.api-key is wrong: set loxo.api-key",
                "read   | {\"read\":0,\"error\":\"read\"}         | {\"read\":0,\"error\":\"***\"}",
                "toggl  | Bearer toggl, key=toggl, 'toggl'        | Bearer ***, key=***, '***'",
                "toggl  | jdbc:postgresql://loxo:toggl@host/toggl | jdbc:postgresql://loxo:***@host/toggl",
                "hunter | hunter is no key of hunters, (hunter)   | *** is no key of hunters, (***)"
            })
    void aPlainWordAsAKeyTakesNoWordsOfOurs(String key, String text, String clean) {
        assertThat(Secrets.of(key).redact(text)).isEqualTo(clean);
    }

    @Test
    void addressesAreTakenOutToo() {
        assertThat(secrets.redactPeople("\"ann.b+c@example.com\" and ann%40example.com, not @home"))
                .isEqualTo("\"(address)\" and (address), not @home");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "write to ann@example.com. | write to (address).",
                "(ann@example.com) is taken! | ((address)) is taken!",
                "mailto:ann@example.com | mailto:(address)",
                "<ann@localhost>, ann@ and @ann | <(address)>, ann@ and @ann",
                "a@b@example.com;c%40d.e | (address);(address)"
            })
    void whateverStandsAroundAnAddressStays(String text, String clean) {
        assertThat(secrets.redactPeople(text)).isEqualTo(clean);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "a@", "@", "%40", "<", " ", ".", "a", "{\"a\":", "a.@"})
    void aMegabyteOfWhateverShapeTakesNoTime(String shape) {
        String text = shape.repeat((1 << 20) / shape.length());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> secrets.redactPeople(text));
    }

    @Test
    void withoutKeysNothingIsLost() {
        assertThat(Secrets.of("", "").redact("as it was")).isEqualTo("as it was");
    }
}
