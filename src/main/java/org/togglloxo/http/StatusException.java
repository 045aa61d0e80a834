package org.togglloxo.http;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.http.base.HttpOperationFailedException;

/** A service answered with a status that is no success; what a status means is judged here, for both services. */
public class StatusException extends HttpOperationFailedException {

    private static final long serialVersionUID = 1L;
    private static final Pattern ONE_ITEM = Pattern.compile(".*/[0-9].*");

    /** What follows from a status. */
    public enum Meaning {
        /** 401, 403: the key, the slug, an endpoint or one record. */
        REFUSED,
        /** 429: too many calls. */
        THROTTLED,
        /** 5xx: the service fails. 408, 425: a proxy before it did not wait for the call, or will not take it yet. */
        UNAVAILABLE,
        /** A redirection, or 404 or 410 for a whole endpoint: the address is wrong. */
        ELSEWHERE,
        /** Every other one: what was sent, or the item that it is about. */
        INVALID;

        static Meaning of(String call, int status) {
            if (status == 401 || status == 403) {
                return REFUSED;
            }
            if (isThrottling(status, false)) {
                return THROTTLED;
            }
            if (status >= 500 || status == 408 || status == 425) {
                return UNAVAILABLE;
            }
            return status < 400 || isMissing(status) && !ONE_ITEM.matcher(call).matches() ? ELSEWHERE : INVALID;
        }
    }

    private final Meaning meaning;
    private final String message;

    /**
     * @param service such as {@code Loxo}
     * @param call method and path
     * @param location where a redirection leads, or null
     * @param words what the service says, without secrets
     */
    public StatusException(String service, String call, int status, String location, String words) {
        super(call, status, "", location, Map.of(), words);
        String said = words == null || words.isBlank() ? "" : ": " + words;
        this.message = "%s answered %d to %s%s".formatted(service, status, call, said);
        this.meaning = Meaning.of(call, status);
    }

    private StatusException(StatusException answered, String message) {
        super(
                answered.getUri(),
                answered.getStatusCode(),
                "",
                answered.getRedirectLocation(),
                Map.of(),
                answered.getResponseBody());
        this.message = message;
        this.meaning = answered.meaning;
        setStackTrace(answered.getStackTrace());
    }

    /** The same answer, explained. */
    public final StatusException saying(String words) {
        return new StatusException(this, words);
    }

    /** What a host sees of a Kamelet. */
    @Override
    public String getMessage() {
        return message;
    }

    /** The meaning as routes compare it: {@code ${exception.meaning} == 'throttled'}. */
    public String getMeaning() {
        return meaning.name().toLowerCase(Locale.ROOT);
    }

    public boolean means(Meaning one) {
        return meaning == one;
    }

    /** Whether the same call may succeed later. */
    public boolean mayPass() {
        return meaning == Meaning.THROTTLED || meaning == Meaning.UNAVAILABLE;
    }

    /** Whether there is no such item, or no longer. */
    public boolean isGone() {
        return isMissing(getStatusCode());
    }

    /** Whether the service did what it was asked to. */
    public static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    /** Whether the service has no such item, or no longer. */
    public static boolean isMissing(int status) {
        return status == 404 || status == 410;
    }

    /** Whether the service wants to be left alone: a 503 says so where it names a time. */
    static boolean isThrottling(int status, boolean namesTime) {
        return status == 429 || status == 503 && namesTime;
    }

    /** Whether such an answer is what failed. */
    public static boolean means(Throwable error, Meaning meaning) {
        return error instanceof StatusException answer && answer.means(meaning);
    }
}
