package org.togglloxo.loxo.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrollPositionTest {

    private final ScrollPosition position = new ScrollPosition(100, 10);

    private boolean turn(String page, int records) throws JsonProcessingException {
        return position.turn(new ObjectMapper().readTree(page), records);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"scroll_id\":\"s\",\"total_count\":2} | 2 | false",
                "{\"scroll_id\":\"s\",\"total_count\":21} | 2 | true",
                "{\"scroll_id\":\"s\"} | 2 | true",
                "{\"scroll_id\":\"s\",\"total_count\":100} | 100 | true",
                "{\"scroll_id\":\"s\",\"total_count\":21} | 0 | false",
                "{\"scroll_id\":null,\"total_count\":21} | 2 | false",
                "{\"scroll_id\":\"\",\"total_count\":21} | 2 | false"
            })
    void aPageThatIsNotFullIsTheLastOneWhereAllWereRead(String page, int records, boolean more) throws Exception {
        assertThat(turn(page, records)).isEqualTo(more);
        assertThat(position.isEnded()).isEqualTo(!more);
    }

    @Test
    void whatTheShortPagesHoldIsAddedUp() throws Exception {
        assertThat(turn("{\"scroll_id\":\"a\",\"total_count\":3}", 2)).isTrue();
        assertThat(turn("{\"scroll_id\":\"b\",\"total_count\":3}", 1)).isFalse();
        assertThat(position.isEnded()).isTrue();
    }

    @Test
    void aPositionThatComesAgainIsNoEnd() throws Exception {
        assertThat(turn("{\"scroll_id\":\"a\"}", 100)).isTrue();
        assertThat(turn("{\"scroll_id\":\"a\"}", 100)).isFalse();
        assertThat(position.isEnded()).isFalse();
    }
}
