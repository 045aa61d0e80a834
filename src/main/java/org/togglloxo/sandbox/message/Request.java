package org.togglloxo.sandbox.message;

import java.util.List;
import java.util.Map;

/**
 * What arrived, read once: what faults are matched against and what the simulators work on.
 *
 * @param number 1 for the first request that this service saw
 * @param method {@code GET}, {@code POST}, ...
 * @param url the absolute URL as the client wrote it
 * @param path without the prefix of the service ({@code /candidates/17}); whole where the endpoint is unknown
 * @param template {@code /people/{id}}; empty where the endpoint is unknown
 * @param pathValues {@code id=17}
 * @param query decoded query parameters, in order
 * @param fields decoded form fields, in order; the file's name for an uploaded file
 * @param files uploaded files by field name
 * @param headers by lower-case name, several values joined with a comma
 * @param unreadable why the body could not be read; empty where it could
 */
public record Request(
        long number,
        String method,
        String url,
        String path,
        String template,
        Map<String, String> pathValues,
        Map<String, List<String>> query,
        Map<String, List<String>> fields,
        Map<String, byte[]> files,
        Map<String, String> headers,
        String unreadable) {

    /** {@code "POST /people"}: the name by which faults and counts know an endpoint. */
    public String operation() {
        return method + " " + (template.isEmpty() ? path : template);
    }

    /** The first value of a query parameter, or null. */
    public String query(String name) {
        return first(query, name);
    }

    /** The first value of a form field, or null. */
    public String field(String name) {
        return first(fields, name);
    }

    /** The value in the path, such as {@code id}, or null. */
    public String pathValue(String name) {
        return pathValues.get(name);
    }

    private static String first(Map<String, List<String>> values, String name) {
        List<String> found = values.get(name);
        return found == null ? null : found.get(0);
    }
}
