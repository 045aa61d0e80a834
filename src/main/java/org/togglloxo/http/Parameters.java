package org.togglloxo.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;

/** The parameters of a Kamelet as settings: the same checks hold for both, and what is wrong names the parameter. */
public final class Parameters {

    private final NavigableMap<String, String> names = new TreeMap<>();
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

    /** A sentence for the settings of the program, as it is said of the parameters; what only the program has is left out. */
    public String inWords(String sentence) {
        String said = sentence.replaceFirst(", then (run doctor|use retry)$", "");
        // a name that another one begins with comes after it
        for (String setting : names.descendingKeySet()) {
            said = said.replace(setting, names.get(setting));
        }
        return said;
    }

    private String message(Problem problem) {
        String setting = problem.setting();
        return inWords(problem.message().replace(" or " + Settings.variable(setting), ""));
    }
}
