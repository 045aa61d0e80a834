package org.togglloxo.alert;

import java.util.List;
import java.util.Set;

/**
 * A run as far as alerts go by it.
 *
 * @param at when it ended (milliseconds)
 * @param finished whether it came to its end
 * @param interrupted whether somebody ended the process: that says nothing about anything
 * @param problems the codes of what went wrong
 * @param reasons the same in words
 * @param unusual what it did that the ten before it did not, in words
 * @param listed how many candidates Toggl Hire listed
 * @param unsuccessful how many candidates failed or were deferred
 * @param next what to do, in words
 */
record AssessedRun(
        long id,
        long at,
        boolean finished,
        boolean interrupted,
        Set<String> problems,
        List<String> reasons,
        List<String> unusual,
        long listed,
        long unsuccessful,
        String next) {}
