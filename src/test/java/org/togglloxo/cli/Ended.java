package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Stream;

/** What a process that ended left to see. */
public record Ended(int exitCode, String out, String err) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Ended with this code; a failed assertion shows all it wrote. */
    public Ended exits(int code) {
        assertThat(exitCode).as(toString()).isEqualTo(code);
        return this;
    }

    /** The object on the last line of stdout. */
    public JsonNode json() {
        List<String> lines = out.lines().toList();
        assertThat(lines).as(toString()).isNotEmpty();
        try {
            return JSON.readTree(lines.get(lines.size() - 1));
        } catch (JsonProcessingException e) {
            throw new AssertionError("The last line of stdout is not JSON: " + this, e);
        }
    }

    /** What is not a line of the log. */
    public List<String> errors() {
        return err.lines().filter(line -> line.startsWith("error: ")).toList();
    }

    /** All it wrote, to both. */
    public Stream<String> lines() {
        return Stream.concat(out.lines(), err.lines());
    }
}
