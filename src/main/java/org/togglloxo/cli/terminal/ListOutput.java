package org.togglloxo.cli.terminal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import picocli.CommandLine.Option;

/**
 * {@code --output} of a list that may be long: lines for people, one JSON object on the last line of stdout, or CSV as RFC 4180
 * quotes it. Each row goes out as it comes; none is kept.
 */
public final class ListOutput {

    enum Format {
        TEXT,
        JSON,
        CSV
    }

    /** What a spreadsheet takes for a formula at the beginning of a cell, as people write it in several scripts. */
    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    @Option(
            names = "--output",
            paramLabel = "text|json|csv",
            defaultValue = "TEXT",
            description =
                    "text (default), json: one object on the last line of stdout, or csv: a header and a row each")
    Format format;

    private final Console console;
    private boolean first = true;

    ListOutput(CommandContext context) {
        this.console = context.console();
    }

    /**
     * Begins the list.
     *
     * @param name the member of the object that holds it
     * @param columns the members of each row, in order
     */
    public void begin(String name, List<String> columns) {
        switch (format) {
            case TEXT -> {
                // a line each
            }
            case JSON -> console.part("{" + OutputOption.json(name) + ":[");
            case CSV -> console.result(CSVFormat.RFC4180.format(columns.toArray()));
        }
    }

    /** @param values one for each column */
    public void row(String line, List<String> columns, List<?> values) {
        switch (format) {
            case TEXT -> console.result(line);
            case JSON -> {
                Map<String, Object> object = new LinkedHashMap<>();
                for (int i = 0; i < values.size(); i++) {
                    object.put(columns.get(i), values.get(i));
                }
                console.part((first ? "" : ",") + OutputOption.json(object));
            }
            case CSV ->
                console.result(CSVFormat.RFC4180.format(
                        values.stream().map(ListOutput::harmless).toArray()));
        }
        first = false;
    }

    /** Ends it. @param total how many there are, be they shown or not */
    public void end(String line, long total) {
        switch (format) {
            case TEXT -> console.result(line);
            case JSON -> console.result("],\"total\":" + total + "}");
            case CSV -> {
                // a row that is none would be one
            }
        }
    }

    static Object harmless(Object cell) {
        return cell instanceof String text && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : cell;
    }
}
