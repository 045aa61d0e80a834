package org.togglloxo.settings;

import java.util.List;
import java.util.Optional;

/**
 * A secret as it was read.
 *
 * @param value as it stands; empty where there is none
 * @param origin where it comes from, such as "from the file /run/secrets/toggl"; empty where there is none
 * @param problem why it could not be had
 * @param warnings what somebody should know of the way it came
 */
record SecretReading(String value, String origin, Optional<Problem> problem, List<Problem> warnings) {

    static SecretReading none() {
        return new SecretReading("", "", Optional.empty(), List.of());
    }

    static SecretReading of(String value, String origin) {
        return new SecretReading(value, origin, Optional.empty(), List.of());
    }

    static SecretReading failed(Problem problem) {
        return new SecretReading("", "", Optional.of(problem), List.of());
    }
}
