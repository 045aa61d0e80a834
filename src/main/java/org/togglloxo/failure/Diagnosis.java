package org.togglloxo.failure;

import org.togglloxo.settings.OfflineCheck;

/**
 * What a 401 or 403 means, as far as the evidence goes. Loxo names four causes (loxo-3): the key, an unsupported
 * endpoint, stray spaces, a malformed header; the last two and most of the second are found offline, by
 * {@link OfflineCheck}, before any call.
 */
public final class Diagnosis {

    private static final String PROBE = "GET /job_categories";

    private Diagnosis() {}

    /** What became of the probe (loxo-3), {@code GET /job_categories} with the same slug and key. */
    public enum Probe {
        /** The key and the slug are good. */
        ANSWERED,
        /** Refused as well. */
        REFUSED,
        /** No evidence either way. */
        UNREACHABLE
    }

    /**
     * A refusal by Loxo.
     *
     * @param call what was refused, such as {@code PUT /people/12}
     * @param endpoint the same for all records, such as {@code PUT /people/{id}}
     * @param words Loxo's own, already without secrets
     * @param always whether this endpoint has refused one record after the other
     */
    public static Failure ofLoxo(
            String call, String endpoint, int status, String words, String slug, Probe probe, boolean always) {
        String said = words == null || words.isBlank() ? "" : " (\"" + words + "\")";
        return switch (probe) {
            case REFUSED ->
                new Stop(
                        Reason.LOXO_REFUSED,
                        ("Loxo answered %d%s to %s: loxo.agency-slug ('%s') or loxo.api-key"
                                        + " is wrong, or the key has expired. Compare the slug with your Loxo address, create a new key under"
                                        + " Settings > API Keys, then run doctor")
                                .formatted(
                                        status,
                                        said,
                                        call.equals(PROBE) ? call : call + " and to the probe " + PROBE,
                                        slug));
            case ANSWERED ->
                always
                        ? new Stop(
                                Reason.ENDPOINT_REFUSED,
                                ("Loxo answered %d%s to %s again and again, but answers the probe GET /job_categories: the key works, and this"
                                                + " endpoint is not open to it. Ask Loxo's support to open %s for the key of loxo.api-key, then run again")
                                        .formatted(status, said, endpoint, endpoint))
                        : new Fail(
                                Reason.FORBIDDEN,
                                ("Loxo answered %d%s to %s, but answers the probe GET /job_categories: the key works, and it is this record that is"
                                                + " refused. Look at the person in Loxo (blocked, or owned by somebody else), then use retry")
                                        .formatted(status, said, call));
            case UNREACHABLE ->
                new Defer(
                        Reason.REFUSAL_UNEXPLAINED,
                        "Loxo answered %d%s to %s, and the probe GET /job_categories got no answer, so the cause is not known. The next run tries again"
                                .formatted(status, said, call));
        };
    }

    /** A redirection, or 404 for something that every agency has: it is about the address, not about a candidate. */
    public static Stop elsewhere(int status, String call) {
        return new Stop(
                Reason.LOXO_ELSEWHERE,
                "Loxo answered %d to %s, which every agency has: loxo.base-url or loxo.agency-slug leads elsewhere. Compare both with your Loxo address, then run doctor"
                        .formatted(status, call));
    }

    /** A refusal by Toggl Hire. */
    public static Stop ofToggl(String call, int status, String type) {
        String said = type == null || type.isBlank() ? "" : " (\"" + type + "\")";
        return new Stop(
                Reason.TOGGL_REFUSED,
                ("Toggl Hire answered %d%s to %s: toggl.api-key is wrong, belongs to another workspace or was revoked."
                                + " Create a new one on Toggl Hire's integration settings page and set toggl.api-key, then run doctor")
                        .formatted(status, said, call));
    }
}
