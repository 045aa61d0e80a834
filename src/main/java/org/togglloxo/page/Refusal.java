package org.togglloxo.page;

import java.util.Map;

/** A request that is not done, with what its sender is told. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int CONFLICT = 409;
    static final int TOO_LARGE = 413;
    static final int UNSUPPORTED_TYPE = 415;
    static final int MISDIRECTED = 421;
    static final int UNEXPECTED = 500;
    static final int SERVICE_FAILED = 502;
    static final int BUSY = 503;
    static final int TOO_SLOW = 504;

    private final int status;
    private final transient Map<String, Object> more;

    /** @param message for people: what is wrong, and what to do */
    Refusal(int status, String message) {
        this(status, message, Map.of());
    }

    /** @param more further members of the object that tells it */
    Refusal(int status, String message, Map<String, Object> more) {
        // nobody looks where it came from
        super(message, null, false, false);
        this.status = status;
        this.more = more;
    }

    Answer answer() {
        return Answer.error(status, getMessage(), more);
    }
}
