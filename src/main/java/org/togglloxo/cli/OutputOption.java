package org.togglloxo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import picocli.CommandLine.Option;

/** {@code --output}: for people, or one JSON object on the last line of stdout. */
final class OutputOption {

    /** In ASCII, which every console and every pipe carries. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .configure(JsonWriteFeature.ESCAPE_NON_ASCII, true)
            .build();

    enum Format {
        TEXT,
        JSON
    }

    @Option(
            names = "--output",
            paramLabel = "text|json",
            defaultValue = "TEXT",
            description = "text (default), or json: one object on the last line of stdout")
    Format format;

    boolean json() {
        return format == Format.JSON;
    }

    /** A line for people; left out where JSON is wanted. */
    void text(String line, Object... values) {
        if (!json()) {
            Console.result(values.length == 0 ? line : line.formatted(values));
        }
    }

    /** An object on a line of its own; left out where text is wanted. */
    void object(Object object) {
        if (json()) {
            try {
                Console.result(JSON.writeValueAsString(object));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
