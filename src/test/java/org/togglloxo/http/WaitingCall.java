package org.togglloxo.http;

/** A call that waits as its service has asked. */
public final class WaitingCall implements AutoCloseable {

    private final Thread thread;

    private WaitingCall(Pacing pacing) {
        thread = new Thread(() -> {
            try {
                pacing.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
    }

    /** After one that was refused with 429 and such a {@code Retry-After}. */
    public static WaitingCall toldToWait(Pacing pacing, String retryAfter) {
        try {
            long sentAt = pacing.acquire();
            pacing.answered(429, retryAfter, sentAt);
            pacing.release();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new WaitingCall(pacing);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
