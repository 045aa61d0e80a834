package org.togglloxo.candidate;

import org.togglloxo.failure.Reason;

/**
 * Why a candidate who is to be put forward for a job is not yet. The person is delivered all the same.
 *
 * @param message for people, without personal data
 */
public record Blocker(Reason reason, String message) {}
