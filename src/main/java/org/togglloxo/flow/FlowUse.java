package org.togglloxo.flow;

/** What a flow is started for. */
public enum FlowUse {
    /** Runs start by the schedule. */
    SCHEDULED,
    /** Somebody asks for a run. */
    ON_DEMAND,
    /** Somebody asks for a call of our own, without a run: nothing comes in. */
    COMMAND,
    /** Somebody only looks: nothing comes in, and nothing goes out but what we read ourselves. */
    LOOK,
    /** The same to see whether it would start, and what becomes of made-up candidates. */
    TRIAL;

    boolean isDry() {
        return this == LOOK || this == TRIAL;
    }

    boolean takesIn() {
        return this == SCHEDULED || this == ON_DEMAND;
    }
}
