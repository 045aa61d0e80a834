package org.togglloxo.loxo.api;

import com.fasterxml.jackson.databind.JsonNode;

/** Whoever makes a call to Loxo, in whatever course. */
public interface LoxoCalls {

    /**
     * The answer; null where it is an answer that there is no such item.
     *
     * @throws LoxoRefusal for a status that is no success
     */
    JsonNode call(LoxoRequest request) throws Exception;
}
