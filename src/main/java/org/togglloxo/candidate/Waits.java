package org.togglloxo.candidate;

/**
 * Why a candidate who is to be put forward for a job is not yet. The person is delivered all the same.
 *
 * @param reason {@code no-job}, {@code ambiguous-job} or {@code no-phone}
 * @param sentence for people, without personal data
 */
public record Waits(String reason, String sentence) {}
