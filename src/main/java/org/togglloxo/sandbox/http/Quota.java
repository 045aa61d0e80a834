package org.togglloxo.sandbox.http;

/**
 * What a service lets through before it answers 429. Neither vendor publishes a limit (toggl-15, loxo-10).
 *
 * @param requestsPerSecond refill of the token bucket; 0 = no limit
 * @param burst size of the bucket, in requests, at least 1 where there is a limit
 * @param concurrent requests in flight at once; 0 = no limit
 * @param retryAfter what the 429 says about coming back
 */
public record Quota(int requestsPerSecond, int burst, int concurrent, RetryAfterHeader retryAfter) {

    public Quota {
        if (requestsPerSecond < 0 || concurrent < 0) {
            throw new IllegalArgumentException("Quota " + requestsPerSecond + " per second, " + concurrent
                    + " at once makes no sense. Set numbers >= 0 (0 = no limit).");
        }
        if (requestsPerSecond > 0 && burst < 1) {
            throw new IllegalArgumentException("burst " + burst + " would let nothing through. Set a number >= 1.");
        }
    }

    public static Quota none() {
        return new Quota(0, 0, 0, RetryAfterHeader.ABSENT);
    }

    public static Quota perSecond(int requestsPerSecond, int burst, RetryAfterHeader retryAfter) {
        return new Quota(requestsPerSecond, burst, 0, retryAfter);
    }

    public static Quota concurrent(int concurrent, RetryAfterHeader retryAfter) {
        return new Quota(0, 0, concurrent, retryAfter);
    }
}
