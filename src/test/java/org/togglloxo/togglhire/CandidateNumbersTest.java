package org.togglloxo.togglhire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidateNumbersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "85.714286 | 85.714286",
                "12 | 12",
                "null | null",
                "\"85.714286\" | 85.714286",
                "\" 12 \" | 12",
                "\"\" | null",
                "\"n/a\" | null",
                "\"1e9999\" | null",
                "\"99999999999999999999\" | null",
                "true | null",
                "[99] | null",
                "{\"percent\":99} | null"
            })
    void whatIsNoNumberNeverComparesAsAHighOne(String sent, String read) throws Exception {
        JsonNode candidate = JSON.readTree("{\"id\":\"1\",\"score\":%s}".formatted(sent));

        assertThat(CandidateNumbers.in(candidate))
                .isEqualTo(JSON.readTree("{\"id\":\"1\",\"score\":%s}".formatted(read)));
    }

    @Test
    void aPageIsReadLikeACandidate() throws Exception {
        JsonNode page = JSON.readTree(
                "{\"data\":[{\"id\":\"1\",\"score\":\"50.5\",\"points\":\"7\",\"rating\":\"2\"},{\"id\":\"2\"},null],\"total\":3}");

        assertThat(CandidateNumbers.in(page))
                .isEqualTo(
                        JSON.readTree(
                                "{\"data\":[{\"id\":\"1\",\"score\":50.5,\"points\":7,\"rating\":2},{\"id\":\"2\"},null],\"total\":3}"));
    }

    @Test
    void anythingElseIsLeftAlone() throws Exception {
        assertThat(CandidateNumbers.in(null)).isNull();
        JsonNode list = JSON.readTree("[{\"score\":\"1\"}]");
        assertThat(CandidateNumbers.in(list)).isEqualTo(JSON.readTree("[{\"score\":\"1\"}]"));
    }
}
