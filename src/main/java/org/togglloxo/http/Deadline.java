package org.togglloxo.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The end of one call's time; then the call is aborted, whatever it is waiting for. */
final class Deadline {

    private final CompletableFuture<Void> over = new CompletableFuture<>();

    /** @param abort is quick, since the JVM's own timer runs it; nobody hears of its failure */
    @SuppressWarnings("FutureReturnValueIgnored")
    Deadline(Duration time, Runnable abort) {
        over.whenComplete((met, passed) -> {
            if (passed != null) {
                abort.run();
            }
        });
        within(time);
    }

    /** A deadline that comes before the one it has holds. */
    void within(Duration time) {
        over.orTimeout(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Nothing is aborted any more. */
    void met() {
        over.complete(null);
    }

    boolean hasPassed() {
        return over.isCompletedExceptionally();
    }
}
