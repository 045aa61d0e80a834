package org.togglloxo.flow.files;

/**
 * Why the files of the flow cannot be used.
 *
 * @param file the one to fix, such as {@code routes/40-map-candidate.camel.yaml}; {@code routes/} where none can be told
 * @param line its line, from 1; 0 where none can be told
 * @param cause without a full stop
 */
public record RouteError(String file, int line, String cause) {

    public static final String SOMEWHERE = "routes/";

    /** Of a version that was refused by its files or by its settings. */
    public static RouteError of(RuntimeException refused) {
        return refused instanceof FlowException broken
                ? broken.error()
                : new RouteError(FlowFiles.SETTINGS, 0, refused.getMessage());
    }

    /** The file, and the line where there is one. */
    public String place() {
        return new SourceLocation(file, line).text();
    }

    /** Place and cause. */
    public String message() {
        return place() + ": " + cause;
    }
}
