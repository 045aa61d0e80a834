package org.togglloxo.ledger;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.togglloxo.failure.Defer;

/** What was posted to Loxo, or was being posted: an intent before, a confirmation after. */
public final class PostingLedger {

    private final Store store;
    private final Clock clock;

    PostingLedger(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** By its key. */
    public Optional<Posting> find(String togglId, String kind, String target) {
        return store.read(session -> new PostingTable(session).find(togglId, kind, target));
    }

    /** As it stands now; itself where nothing stands. */
    public Posting asItStands(Posting posting) {
        return find(posting.togglId(), posting.kind(), posting.target()).orElse(posting);
    }

    /** The last one of a kind. */
    public Optional<Posting> last(String togglId, String kind) {
        return store.read(session -> new PostingTable(session).last(togglId, kind));
    }

    /** All of one kind for one target, by whomever. */
    public List<Posting> all(String kind, String target) {
        return store.read(session -> new PostingTable(session).all(kind, target));
    }

    /** Everything for a candidate or an opening, the oldest first. */
    public List<Posting> of(String togglId) {
        return store.read(session -> new PostingTable(session).of(togglId));
    }

    /** Whether it was done for this person, by whichever candidate. */
    public boolean isDoneFor(String loxoId, String kind, String target) {
        return store.read(session -> new PostingTable(session).isDoneFor(loxoId, kind, target));
    }

    /** When the last one was sent for this person whose answer is not known, by whichever candidate. */
    public Optional<Long> lastIntentFor(String loxoId, String kind, String target) {
        return store.read(session -> new PostingTable(session).lastIntentFor(loxoId, kind, target));
    }

    /**
     * Before a posting that is no candidate's.
     *
     * @throws Defer when the claim was lost meanwhile
     */
    public Posting intend(Posting posting, Ledger.Claim claim) {
        return intend(posting, claim, session -> Optional.empty());
    }

    /**
     * Before a posting for a candidate.
     *
     * @throws Defer when the claim was lost, or the candidate was forgotten or linked to another person meanwhile
     */
    public Posting intend(Posting posting, Ledger.Claim claim, Known known) {
        return intend(posting, claim, session -> new CandidateTable(session).disturbance(known, posting.loxoId()));
    }

    private Posting intend(Posting posting, Ledger.Claim claim, Function<Session, Optional<Defer>> hindrance) {
        Posting intended = posting.intending(clock.millis());
        return store.writeUnder(claim, session -> {
            hindrance.apply(session).ifPresent(Ledger::raise);
            new PostingTable(session).write(intended);
            return intended;
        });
    }

    /** It took place. */
    public void confirm(Posting posting) {
        write(new Posting(
                posting.togglId(),
                posting.kind(),
                posting.target(),
                posting.loxoId(),
                posting.number(),
                null,
                clock.millis()));
    }

    /** It ended without an answer: Loxo may have done it as late as now. */
    public void stillPending(Posting posting) {
        write(posting.intending(clock.millis()));
    }

    /**
     * It was refused: nothing came of it.
     *
     * @param before what stood there; what had been done before for the same target stays done
     */
    public void retract(Posting before) {
        if (before.number() > 1) {
            write(before.previous());
        } else {
            store.note(session -> new PostingTable(session).remove(before));
        }
    }

    private void write(Posting posting) {
        store.note(session -> new PostingTable(session).write(posting));
    }
}
