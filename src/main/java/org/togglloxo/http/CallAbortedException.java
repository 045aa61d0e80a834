package org.togglloxo.http;

import java.io.IOException;

/** A call went beyond its {@link CallLimits} and its connection was cut: nobody knows what the service did. */
public final class CallAbortedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean tooLarge;

    private CallAbortedException(boolean tooLarge, String message) {
        super(message);
        this.tooLarge = tooLarge;
    }

    static CallAbortedException tooSlow(CallLimits limits) {
        return new CallAbortedException(
                false,
                "the answer was not there in full after %d ms"
                        .formatted(limits.timeout().toMillis()));
    }

    static CallAbortedException tooLarge(CallLimits limits) {
        return new CallAbortedException(true, "the answer is larger than %d bytes".formatted(limits.maxBytes()));
    }

    /** Whether it was the size, and not the time. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
