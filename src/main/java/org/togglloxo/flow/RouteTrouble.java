package org.togglloxo.flow;

/**
 * Why the files of the flow cannot be used.
 *
 * @param file the one to mend, such as {@code routes/40-map-candidate.camel.yaml}; {@code routes/} where none can be told
 * @param line its line, from 1; 0 where none can be told
 * @param cause without a full stop
 */
public record RouteTrouble(String file, int line, String cause) {

    static final String SOMEWHERE = "routes/";

    /** The file, and the line where there is one. */
    public String place() {
        return new Place(file, line).text();
    }

    /** Place and cause. */
    public String sentence() {
        return place() + ": " + cause;
    }
}
