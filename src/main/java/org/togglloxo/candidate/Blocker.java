package org.togglloxo.candidate;

import org.togglloxo.failure.Reason;

/**
 * Why something of a candidate is not in Loxo yet, though the person is: the application as a rule.
 *
 * @param message for people, without personal data
 */
public record Blocker(Reason reason, String message) {}
