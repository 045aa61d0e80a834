package org.togglloxo.ledger;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.togglloxo.candidate.Address;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.settings.Scope;

/**
 * What the ledger knows of one candidate.
 *
 * @param togglId the candidate
 * @param loxoId the person in Loxo, or null
 * @param createdHere whether this candidate made the person
 * @param lane the last lane
 * @param tags what stands on the person as far as it came from this candidate
 * @param fingerprint of the last delivery that succeeded, or null
 * @param attempted of the last delivery that was tried, or null when it is to be tried again in any case
 * @param outcome the last one that was recorded, or null for a candidate never seen
 * @param attempts how often in a row it was deferred
 * @param notBefore a deferred one is not tried again earlier (milliseconds)
 * @param intentAt when a create was sent whose answer is not known (milliseconds), or null
 * @param updatedAt when the row was written (milliseconds)
 * @param waits why this candidate is not yet put forward for a job, such as {@code no-job}; empty where nothing waits
 * @param opening the id of the opening in Toggl Hire; empty for none, and where it is not kept yet
 * @param scope the workspace that it is of, and the agency where the person is; of one never seen {@link Scope#ONLY}
 */
public record CandidateRecord(
        String togglId,
        String loxoId,
        boolean createdHere,
        String lane,
        List<String> tags,
        String fingerprint,
        String attempted,
        Outcome outcome,
        String reason,
        String message,
        int attempts,
        long notBefore,
        Long intentAt,
        long updatedAt,
        String waits,
        String opening,
        Scope scope) {

    /** A candidate never seen before. */
    public static CandidateRecord nothingOf(String togglId) {
        return new CandidateRecord(
                togglId, null, false, "", List.of(), null, null, null, "", "", 0, 0, null, 0, "", "", Scope.ONLY);
    }

    /** The id as people see it: with its workspace where there are several. */
    public String shownId() {
        return scope.shown(togglId);
    }

    /** Where it is written down: one never seen, where it is seen now. */
    Scope scopeIn(Scope here) {
        return scope.isOnly() ? here : scope;
    }

    /** SHA-256 of how it stands, so that a change is seen. */
    public String digest() {
        return Address.sha256(Stream.of(
                        loxoId,
                        createdHere,
                        tags,
                        fingerprint,
                        attempted,
                        outcome,
                        reason,
                        notBefore,
                        intentAt,
                        updatedAt)
                .map(String::valueOf)
                .collect(Collectors.joining("\n")));
    }

    /** True while it is open whether a create took place. */
    public boolean createPending() {
        return intentAt != null && loxoId == null;
    }

    /** Whether a person was made of whom no more than the first write is certain. */
    boolean isUnfinished() {
        return createdHere && loxoId != null && fingerprint == null;
    }

    /** What may stand on the person once the delivery's tags are being written. */
    public List<String> tagsWith(Delivery delivery) {
        return Stream.concat(tags.stream(), delivery.tags().stream()).distinct().toList();
    }

    /** Whether the ledger has a row of it; one that is gone was forgotten meanwhile. */
    boolean isRecorded() {
        return updatedAt > 0;
    }

    /** The same where Loxo no longer has the person. */
    CandidateRecord withoutPerson() {
        return with(null, false, tags, intentAt, updatedAt);
    }

    /** As it is in an agency: where its person is in another one, nothing is known of it. */
    CandidateRecord in(Scope there) {
        if (scope.agency().equals(there.agency()) && isRecorded() || scope.equals(there)) {
            return this;
        }
        return new CandidateRecord(
                togglId, null, false, lane, List.of(), null, null, outcome, reason, message, 0, 0, null, updatedAt, "",
                opening, there);
    }

    CandidateRecord intending(long at) {
        return with(loxoId, createdHere, tags, at, isRecorded() ? updatedAt : at);
    }

    /** @param recorded whether its row stays */
    CandidateRecord notIntending(boolean recorded) {
        return with(loxoId, createdHere, tags, null, recorded ? updatedAt : 0);
    }

    /** The same once it has made a person in Loxo. */
    public CandidateRecord created(String id) {
        return with(id, true, tags, null, updatedAt);
    }

    CandidateRecord foundAs(String id) {
        return with(id, false, tags, null, updatedAt);
    }

    CandidateRecord withTags(List<String> those, long at) {
        return with(loxoId, createdHere, those, intentAt, isRecorded() ? updatedAt : at);
    }

    private CandidateRecord with(String person, boolean here, List<String> those, Long intent, long at) {
        return new CandidateRecord(
                togglId,
                person,
                here,
                lane,
                those,
                fingerprint,
                attempted,
                outcome,
                reason,
                message,
                attempts,
                notBefore,
                intent,
                at,
                waits,
                opening,
                scope);
    }
}
