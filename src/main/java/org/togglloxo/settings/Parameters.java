package org.togglloxo.settings;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a Kamelet as settings: the same checks hold for both, and what is wrong names the parameter. */
public final class Parameters {

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, String> values = new HashMap<>();

    /**
     * Sets one.
     *
     * @param parameter its name in the Kamelet
     * @param setting its name among the settings
     */
    public void put(String parameter, String setting, String value) {
        names.put(setting, parameter);
        values.put(setting, value == null ? "" : value);
    }

    /** All others have their defaults. */
    public Settings settings() {
        return Settings.given(values::get);
    }

    /** @throws IllegalArgumentException with everything that is wrong */
    public void require(List<Problem> problems) {
        List<String> wrong = problems.stream()
                .filter(problem -> names.containsKey(problem.setting()))
                .map(this::message)
                .toList();
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
    }

    private String message(Problem problem) {
        String setting = problem.setting();
        return problem.message()
                .replace(" or " + Settings.variable(setting), "")
                .replace(setting, names.get(setting));
    }
}
