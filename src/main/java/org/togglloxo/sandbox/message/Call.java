package org.togglloxo.sandbox.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One call as the service saw it.
 *
 * @param number 1 for the first call that this service saw
 * @param at when it was answered
 * @param method {@code GET}, {@code POST}, ...
 * @param path without the prefix of the service: {@code /people/17}
 * @param template {@code /people/{id}}; empty where the endpoint is unknown
 * @param query decoded query parameters, in order
 * @param fields decoded form fields, in order
 * @param status what was answered; 0 where the connection was cut instead
 * @param applied whether the service did the work (false: refused, or a fault came first)
 * @param faulty whether a fault was played
 * @param about the id of the record that was read or written; empty where there is none
 */
public record Call(
        long number,
        Instant at,
        String method,
        String path,
        String template,
        Map<String, List<String>> query,
        Map<String, List<String>> fields,
        int status,
        boolean applied,
        boolean faulty,
        String about) {

    public String operation() {
        return method + " " + (template.isEmpty() ? path : template);
    }
}
