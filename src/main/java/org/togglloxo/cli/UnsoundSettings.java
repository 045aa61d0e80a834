package org.togglloxo.cli;

import java.util.List;
import org.togglloxo.settings.Problem;

/** Settings that nothing may start with. */
final class UnsoundSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    UnsoundSettings(List<Problem> problems) {
        super("the settings are not sound");
        this.problems = problems;
    }

    List<Problem> problems() {
        return problems;
    }
}
