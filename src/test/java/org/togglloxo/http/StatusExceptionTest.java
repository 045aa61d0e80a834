package org.togglloxo.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a status means, for both services. */
class StatusExceptionTest {

    private static StatusException answered(int status, String call) {
        return new StatusException("Loxo", call, status, null, "");
    }

    @ParameterizedTest
    @CsvSource({
        "401, GET /people, refused",
        "403, PUT /people/7, refused",
        "429, POST /people, throttled",
        "500, POST /people, unavailable",
        "503, GET /people, unavailable",
        "408, POST /people, unavailable",
        "425, PUT /people/7, unavailable",
        "302, GET /people/7, elsewhere",
        "404, GET /people, elsewhere",
        "410, GET /people, elsewhere",
        "404, GET /people/7, invalid",
        "410, GET /people/7, invalid",
        "409, POST /people, invalid",
        "422, PUT /people/7, invalid"
    })
    void meansOneThing(int status, String call, String meaning) {
        assertThat(answered(status, call).getMeaning()).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource({"429, true", "500, true", "503, true", "403, false", "404, false", "422, false"})
    void tellsWhetherItMayPass(int status, boolean passes) {
        assertThat(answered(status, "GET /people").mayPass()).isEqualTo(passes);
    }

    @Test
    void whoWantsToBeLeftAloneSaysSoBy429OrBy503WithATime() {
        assertThat(StatusException.isThrottling(429, false)).isTrue();
        assertThat(StatusException.isThrottling(503, true)).isTrue();
        assertThat(StatusException.isThrottling(503, false)).isFalse();
        assertThat(StatusException.isThrottling(500, true)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"199, false", "200, true", "204, true", "299, true", "300, false", "404, false"})
    void successIsTwoHundredAndWhatFollowsToThreeHundred(int status, boolean success) {
        assertThat(StatusException.isSuccess(status)).isEqualTo(success);
    }
}
