package org.togglloxo.alert;

import java.util.Map;

/**
 * Something about a run that people should know.
 *
 * @param code the same for the same matter in another run: {@code failed}, {@code stopped/loxo-refused}
 * @param message the name of its message, {@code wrong.failed}
 * @param values what stands in the message, by name; no personal data
 */
record RunProblem(String code, String message, Map<String, Object> values) {

    static RunProblem of(String code, Map<String, Object> values) {
        return new RunProblem(code, "wrong." + code, values);
    }
}
