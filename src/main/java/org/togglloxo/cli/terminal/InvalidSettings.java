package org.togglloxo.cli.terminal;

import java.util.List;
import org.togglloxo.settings.Problem;

/** Settings that nothing may start with. */
public final class InvalidSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidSettings(List<Problem> problems) {
        super("the settings are not sound");
        this.problems = problems;
    }

    public List<Problem> problems() {
        return problems;
    }
}
