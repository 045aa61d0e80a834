package org.togglloxo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfflineCheckTest {

    private static List<Problem> key(String key) {
        return OfflineCheck.key("loxo.api-key", key, "Create one");
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty",
        "'  ', is empty",
        "'Bearer abc', begins with 'Bearer'",
        "'bearer: abc', begins with 'Bearer'",
        "'abc def', holds a space",
        "' abc', holds a space",
        "'abc\n', holds a space",
        "'äbc', a character that no key has",
        "'\"abc\"', holds quotation marks",
        "'`abc', holds quotation marks"
    })
    void aKeyPastedWronglyIsNamedWithoutShowingIt(String key, String cause) {
        assertThat(key(key.replace("''", "'"))).singleElement().satisfies(problem -> {
            assertThat(problem.setting()).isEqualTo("loxo.api-key");
            assertThat(problem.message()).startsWith("loxo.api-key").contains(cause.replace("''", "'"));
            assertThat(problem.message()).doesNotContain("abc");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "bearerish-key", "a.b_c-d~e/f+g=="})
    void aPlainKeyIsGood(String key) {
        assertThat(key(key)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty",
        "'my agency', with a space",
        "'agency ', with a space",
        "'my/agency', a part of a URL",
        "'https://app.loxo.co/agency', a part of a URL",
        "'My-Agency', with capital letters",
        "'my-agency?', with a character",
        "'{agency_slug}', with a character",
        "'..', with a character",
        "'One-Long-Key-Of-Loxo', holds the key"
    })
    void aSlugPastedWronglyIsNamed(String slug, String cause) {
        assertThat(OfflineCheck.slug("loxo.agency-slug", slug, "one-long-key-of-loxo"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .startsWith("loxo.agency-slug")
                        .contains(cause));
    }

    @ParameterizedTest
    @ValueSource(strings = {"my-agency", "agency2", "a.b_c"})
    void aPlainSlugIsGood(String slug) {
        assertThat(OfflineCheck.slug("loxo.agency-slug", slug, "one-long-key-of-loxo"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.loxo.co/api",
                "https://app.loxo.co/api/",
                "https://app.loxo.co/api/v1",
                "https://app.loxo.co/API/my-agency"
            })
    void loxosUrlIsTheDomainAlone(String url) {
        assertThat(OfflineCheck.loxoUrl("loxo.base-url", url, "https://app.loxo.co"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).endsWith("Set loxo.base-url=https://app.loxo.co"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "app.loxo.co",
                "ftp://app.loxo.co",
                "https://",
                "https://a b",
                "https://u:p@h",
                "https://h?x=1",
                "https://h:0",
                "https://h:65536"
            })
    void whatIsNoUrlIsNamed(String url) {
        assertThat(OfflineCheck.loxoUrl("loxo.base-url", url, "https://app.loxo.co"))
                .hasSize(1);
        assertThat(OfflineCheck.url("toggl.base-url", url, "https://example.com"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.setting()).isEqualTo("toggl.base-url"));
    }

    @Test
    void aPasswordInAUrlIsNotShown() {
        assertThat(OfflineCheck.url("toggl.base-url", "https://me:hidden@h", "https://example.com"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .startsWith("toggl.base-url is 'https://***@h': a URL without user")
                        .doesNotContain("hidden"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app.loxo.co",
                "http://10.0.0.7:8080",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com/",
                "http://[::2]:80"
            })
    void aKeyGoesToAnotherMachineByHttpsOnly(String url) {
        assertThat(OfflineCheck.loxoUrl("loxo.base-url", url, "https://app.loxo.co"))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).startsWith("loxo.base-url is '" + url + "': https is needed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.loxo.co",
                "http://127.0.0.1:8080",
                "http://127.8.9.1",
                "http://localhost:80",
                "http://[::1]:8080",
                "https://app.loxo.co/"
            })
    void aDomainIsGood(String url) {
        assertThat(OfflineCheck.loxoUrl("loxo.base-url", url, "https://app.loxo.co"))
                .isEmpty();
    }
}
