package org.togglloxo.cli.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import picocli.CommandLine.Option;

/** {@code --output}: for people, or one JSON object on the last line of stdout. */
public final class OutputOption {

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

    private final CommandContext context;
    private final Console console;

    OutputOption(CommandContext context) {
        this.context = context;
        this.console = context.console();
    }

    public Console console() {
        return console;
    }

    /** A candidate's id as people see it. */
    public String shown(String togglId) {
        return context.shown(togglId);
    }

    public boolean json() {
        return format == Format.JSON;
    }

    /** A line for people; left out where JSON is wanted. */
    public void text(String line, Object... values) {
        if (!json()) {
            console.result(values.length == 0 ? line : line.formatted(values));
        }
    }

    /** An object on a line of its own; left out where text is wanted. */
    public void object(Object object) {
        if (json()) {
            console.result(json(object));
        }
    }

    static String json(Object object) {
        try {
            return Json.WRITER.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Loaded where it is used: most commands print no object. */
    private static final class Json {
        /** In ASCII, which every console and every pipe carries. */
        static final ObjectMapper WRITER = JsonMapper.builder()
                .configure(JsonWriteFeature.ESCAPE_NON_ASCII, true)
                .build();
    }
}
