package org.togglloxo.ledger;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Defer;
import org.togglloxo.ledger.sql.DatabaseLock;
import org.togglloxo.ledger.sql.Store;

/** People who are being created: an intent before, a confirmation after, so that nobody is created twice. */
public final class Creates {

    private final Store store;
    private final Clock clock;

    Creates(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Before a create, with the tags that will be put on the person.
     *
     * @return the candidate with them
     * @throws Defer when the claim was lost meanwhile: another process may be creating the same person; or when
     *     somebody has decided by hand that it is not to be created now
     */
    public CandidateRecord intend(CandidateRecord known, Delivery delivery, DatabaseLock claim) {
        long now = clock.millis();
        List<String> tags = known.tagsWith(delivery);
        Set<String> hashes = delivery.addressHashes();
        store.writeUnder(claim, session -> new CandidateIntents(session).intend(known, delivery, tags, hashes, now))
                .ifPresent(Creates::raise);
        return known.withTags(tags, now).intending(now);
    }

    /** A candidate whose mapping leads to this agency, as it is here: what is known of it in another one does not count. */
    public CandidateRecord here(CandidateRecord known) {
        return known.in(store.scope());
    }

    /**
     * The same once it is delivered here: what is known of it in another agency is left behind there, untouched.
     *
     * @return the candidate as it is here
     */
    public CandidateRecord movedHere(CandidateRecord known) {
        CandidateRecord here = here(known);
        if (!here.equals(known) && known.isRecorded()) {
            long now = clock.millis();
            store.note(session -> new CandidateIntents(session).move(known, now));
        }
        return here;
    }

    /**
     * What stands on the person as far as it came from this candidate; written down when it is sent, since a candidate who is
     * deferred afterwards may come back with other tags.
     *
     * @throws Defer when the candidate was forgotten or linked to another person meanwhile
     */
    public CandidateRecord rememberTags(CandidateRecord known, Delivery delivery, List<String> tags) {
        if (known.tags().equals(tags)) {
            return known;
        }
        long now = clock.millis();
        store.noted(Optional.<Defer>empty(), session -> new CandidateIntents(session)
                        .rememberTags(known, delivery, tags, now))
                .ifPresent(Creates::raise);
        return known.withTags(tags, now);
    }

    /** The create ended without an answer: Loxo may have done it as late as now. */
    public CandidateRecord stillPending(CandidateRecord known) {
        long now = clock.millis();
        store.note(session -> new CandidateIntents(session).stillPending(known.togglId(), now));
        return known.intending(now);
    }

    /** The create was refused: nobody came of it. */
    public CandidateRecord retract(CandidateRecord known) {
        return known.notIntending(store.noted(true, session -> new CandidateIntents(session).retract(known)));
    }

    /**
     * After a create.
     *
     * @throws Defer when the candidate was forgotten or linked to another person meanwhile
     */
    public CandidateRecord confirm(CandidateRecord known, Delivery delivery, String loxoId) {
        confirming(known, delivery, loxoId).await();
        return known.created(loxoId);
    }

    /**
     * The same while the caller goes on with {@link CandidateRecord#created}; to be awaited before the ledger is asked or told anything
     * else of the candidate, with {@link Defer} as above.
     */
    public PendingWrite confirming(CandidateRecord known, Delivery delivery, String loxoId) {
        return confirming(known, delivery, loxoId, true);
    }

    private PendingWrite confirming(CandidateRecord known, Delivery delivery, String loxoId, boolean createdHere) {
        long now = clock.millis();
        Set<String> hashes = delivery.addressHashes();
        Supplier<Optional<Defer>> disturbance = store.noting(Optional.empty(), session -> new CandidateIntents(session)
                .confirm(known, loxoId, createdHere, hashes, now));
        return () -> disturbance.get().ifPresent(Creates::raise);
    }

    /**
     * After a create that Loxo merged into a person who was there before.
     *
     * @throws Defer when the candidate was forgotten or linked to another person meanwhile
     */
    public CandidateRecord merged(CandidateRecord known, Delivery delivery, String loxoId) {
        confirming(known, delivery, loxoId, false).await();
        return known.foundAs(loxoId);
    }

    /** When somebody was erased last who may have been created just before (milliseconds); 0 for never. */
    public long lastErased() {
        return store.read(CandidateIntents::lastErased);
    }

    static void raise(Defer disturbance) {
        throw disturbance;
    }
}
