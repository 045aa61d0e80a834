package org.togglloxo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandWordsTest {

    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of("vault kv get", List.of("vault", "kv", "get")),
                Arguments.of("  vault \t kv  ", List.of("vault", "kv")),
                Arguments.of("sh -c 'cat \"a b\" | head'", List.of("sh", "-c", "cat \"a b\" | head")),
                Arguments.of("a \"b c\"d ''", List.of("a", "b cd", "")),
                Arguments.of("a \"say \\\"hi\\\"\"", List.of("a", "say \"hi\"")),
                Arguments.of("a b\\ c", List.of("a", "b c")),
                Arguments.of("C:\\tools\\vault.exe read", List.of("C:\\tools\\vault.exe", "read")),
                Arguments.of("a '\\'", List.of("a", "\\")),
                Arguments.of("a $(b) *", List.of("a", "$(b)", "*")));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void areSplitByBlanksAndKeptTogetherByQuotationMarks(String line, List<String> words) throws InvalidSecret {
        assertThat(CommandWords.of(line)).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "'' x", "a 'b", "a \"b"})
    void thatNameNoProgramOrDoNotEndAreRefused(String line) {
        assertThatThrownBy(() -> CommandWords.of(line)).isInstanceOf(InvalidSecret.class);
    }
}
