package org.togglloxo.loxo.api;

import org.togglloxo.failure.Diagnosis;
import org.togglloxo.failure.Failure;
import org.togglloxo.http.StatusException;

/** Loxo answered a call with a status that is no success; its words are the body. */
public final class LoxoRefusal extends StatusException {

    private static final long serialVersionUID = 1L;

    private final transient LoxoRequest request;

    LoxoRefusal(LoxoRequest request, int status, String words) {
        super("Loxo", request.label(), status, null, words);
        this.request = request;
    }

    public LoxoRequest request() {
        return request;
    }

    /**
     * What follows from a 401 or 403.
     *
     * @param always whether this endpoint has refused one record after the other
     */
    public Failure diagnosed(LoxoSettings settings, Diagnosis.Probe probe, boolean always) {
        return Diagnosis.ofLoxo(
                request.label(),
                request.endpoint(),
                getStatusCode(),
                getResponseBody(),
                settings.agencySlug(),
                probe,
                always);
    }
}
