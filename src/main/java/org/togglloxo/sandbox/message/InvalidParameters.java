package org.togglloxo.sandbox.message;

import java.util.List;

/** Parameters that Loxo refuses with 422. */
public final class InvalidParameters extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidParameters(List<String> names) {
        super("Invalid parameters: ["
                + String.join(
                        ", ", names.stream().map(InvalidParameters::symbol).toList()) + "]");
    }

    /** A symbol as Ruby prints it: {@code :per_page}, but {@code :"person[nickname]"}. */
    private static String symbol(String name) {
        return name.matches("\\w+") ? ":" + name : ":\"" + name + "\"";
    }
}
