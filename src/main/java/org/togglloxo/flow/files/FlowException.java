package org.togglloxo.flow.files;

/** The flow cannot start, as a rule because of what was last changed in {@code routes/}. */
public final class FlowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RouteError error;

    public FlowException(RouteError error, Throwable cause) {
        super(
                "The routes cannot be started: %s. Fix %s, then run routes check"
                        .formatted(error.message(), error.file()),
                cause);
        this.error = error;
    }

    public RouteError error() {
        return error;
    }
}
