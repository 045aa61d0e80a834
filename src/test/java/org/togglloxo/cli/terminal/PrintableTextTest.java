package org.togglloxo.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTextTest {

    @ParameterizedTest
    @CsvSource({
        "7, \\u0007", // bell, the end of OSC 8
        "1b, \\u001b",
        "a, \\n",
        "d, \\r",
        "9, \\t",
        "0, \\u0000",
        "7f, \\u007f",
        "85, \\u0085", // next line
        "9b, \\u009b", // the beginning of a command in one letter
        "ad, \\u00ad",
        "61c, \\u061c",
        "200b, \\u200b",
        "200e, \\u200e",
        "200f, \\u200f",
        "202a, \\u202a",
        "202e, \\u202e",
        "2028, \\u2028",
        "2029, \\u2029",
        "2060, \\u2060",
        "2066, \\u2066",
        "2069, \\u2069",
        "feff, \\ufeff",
        "d83d, \\ud83d", // half of a letter
        "e0041, \\udb40\\udc41"
    })
    void whatActsOnATerminalStandsThereAsItsEscape(String codePoint, String shown) {
        String letter = Character.toString(Integer.parseInt(codePoint, 16));
        assertThat(PrintableText.of("Ann" + letter + "Lee")).isEqualTo("Ann" + shown + "Lee");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ann Lee", "Zoë Çelik", "José", "אנה", "张伟", "अनिता", "👩🏽", "C:\\u001b", ""})
    void whatIsThereToBeReadStays(String name) {
        assertThat(PrintableText.of(name)).isEqualTo(name);
    }

    @Test
    void jsonStaysJsonAndTellsTheSame() throws Exception {
        String name = "Ann\u007f\u202e\ufeff\u0085";
        String json = PrintableText.of(
                JsonNodeFactory.instance.objectNode().put("name", name).toString());
        assertThat(json).matches("\\p{ASCII}+").doesNotContain("\u007f");
        assertThat(new ObjectMapper().readTree(json).get("name").textValue()).isEqualTo(name);
    }
}
