package org.togglloxo.flow.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Versions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            . + {tags: ["review"]]"]} | the expression goes on in an unexpected way at ']', in its line 1, column 22
            . + {create: true, tags:  | the expression ends too early, in its line 1, column 24
            . + {create: tru e}       | the expression goes on in an unexpected way at 'e', in its line 1, column 18
            .score >= "high           | the expression ends too early, in its line 1, column 15
            """)
    void aBrokenExpressionIsToldWithItsPlace(String expression, String words) {
        Throwable error = catchThrowable(() -> JsonQuery.compile(expression, Versions.JQ_1_6));
        assertThat(ErrorText.cause(error)).isEqualTo(words);
    }
}
