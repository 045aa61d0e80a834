package org.togglloxo.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.togglloxo.ledger.sql.Session;

/**
 * What the ledger has learnt of who a candidate may be in Loxo.
 *
 * @param known the candidate as it stands now
 * @param people who hold one of the addresses
 * @param unfinished who were made for one of the addresses, as far as a first write; the others may not hold it yet
 * @param shared who other candidates are that have one of the addresses now, be it written to the person or not
 * @param pending creates whose answers are not known, for this candidate or another one with one of the addresses
 * @param lastErased when somebody was erased last who may have been created just before (milliseconds); 0 for never
 */
public record Evidence(
        CandidateRecord known,
        List<String> people,
        List<String> unfinished,
        List<String> shared,
        PendingCreates pending,
        long lastErased) {

    static Evidence of(Session session, CandidateRecord known, Collection<String> hashes) {
        List<CandidateTable.Related> related = new CandidateTable(session).related(known.togglId(), hashes);
        CandidateRecord now = related.stream()
                .filter(candidate -> !candidate.sharing())
                .map(candidate -> candidate.known().in(session.scope()))
                .findFirst()
                .orElseGet(() -> CandidateRecord.nothingOf(known.togglId()).in(session.scope()));
        return new Evidence(
                now,
                new AddressTable(session).peopleWith(hashes),
                peopleOf(
                        related,
                        candidate -> candidate.sharing() && candidate.known().isUnfinished()),
                peopleOf(related, CandidateTable.Related::now),
                PendingCreates.among(related),
                CandidateIntents.lastErased(session));
    }

    private static List<String> peopleOf(
            List<CandidateTable.Related> candidates, Predicate<CandidateTable.Related> chosen) {
        return candidates.stream()
                .filter(chosen)
                .map(candidate -> candidate.known().loxoId())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Everybody in Loxo who may turn out to be this candidate. */
    public Set<String> everybody() {
        Set<String> everybody = new TreeSet<>(people);
        everybody.addAll(unfinished);
        everybody.addAll(shared);
        Optional.ofNullable(known.loxoId()).ifPresent(everybody::add);
        return everybody;
    }
}
