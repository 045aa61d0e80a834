package org.togglloxo.ledger;

/**
 * One thing that is posted once: an application for a job, an event, a job for an opening, a company for a job.
 *
 * @param togglId the candidate, {@code opening:ID} or {@code company:NAME}
 * @param kind {@code application}, {@code event}, {@code job} or {@code company}
 * @param target the job's id; the decision that the event tells; the title or name of what is made, in lower case
 * @param loxoId the person, or what was made; null where it is not known
 * @param number how many there have been for this target, this one included
 * @param intentAt sent then and without an answer (milliseconds), or null
 * @param doneAt milliseconds, or null
 */
public record OutboxEntry(
        String togglId, String kind, String target, String loxoId, int number, Long intentAt, Long doneAt) {

    public static final String APPLICATION = "application";
    public static final String EVENT = "event";
    public static final String JOB = "job";
    public static final String COMPANY = "company";

    /** One that was never sent. */
    public static OutboxEntry first(String togglId, String kind, String target, String loxoId) {
        return new OutboxEntry(togglId, kind, target, loxoId, 1, null, null);
    }

    /** The same thing, to be posted once more: a decision that came back after another one. */
    public OutboxEntry next(String person) {
        return new OutboxEntry(togglId, kind, target, person, number + 1, null, null);
    }

    /** Whether it was posted for this person; somebody made anew, or linked by hand, has nothing of it. */
    public boolean isAbout(String person) {
        return person == null || loxoId == null || loxoId.equals(person);
    }

    /** The same about a person, or about what was made. */
    public OutboxEntry about(String id) {
        return new OutboxEntry(togglId, kind, target, id, number, intentAt, doneAt);
    }

    /** The one before it, done some time. */
    OutboxEntry previous() {
        return new OutboxEntry(togglId, kind, target, loxoId, number - 1, null, 1L);
    }

    public boolean isDone() {
        return doneAt != null && intentAt == null;
    }

    /** True while it is open whether it took place. */
    public boolean isPending() {
        return intentAt != null;
    }

    OutboxEntry intending(long at) {
        return new OutboxEntry(togglId, kind, target, loxoId, number, at, null);
    }

    OutboxEntry done(long at) {
        return new OutboxEntry(togglId, kind, target, loxoId, number, null, at);
    }
}
