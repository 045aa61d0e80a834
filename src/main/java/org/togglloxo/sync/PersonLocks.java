package org.togglloxo.sync;

import java.util.List;
import java.util.Optional;
import org.apache.camel.Variable;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.ledger.Known;
import org.togglloxo.ledger.Ledger;

/**
 * One worker at a time per person in Loxo: two candidates come to one by different addresses, and at once they would both
 * apply. Addresses are claimed before, and never by whoever holds a person, so that no two wait for each other.
 */
public final class PersonLocks {

    private final Ledger ledger;
    private final AddressLocks locks;

    PersonLocks(Ledger ledger, AddressLocks locks) {
        this.ledger = ledger;
        this.locks = locks;
    }

    /**
     * Step {@code claim-known-people}: everybody whom the ledger knows of, before they are read.
     *
     * @return the candidate as the ledger has it once nobody else is at work on them
     */
    public Known known(
            @Variable("known") Known known,
            @Variable("delivery") Delivery delivery,
            @Variable("claim") AddressLocks.Claim claim)
            throws InterruptedException {
        Known now = known;
        while (locks.claimPeople(claim, ledger.peopleOf(now, delivery))) {
            now = ledger.refresh(now);
        }
        return now;
    }

    /** Step {@code claim-found-person}: somebody whom only Loxo knew of. */
    public void found(@Variable("search") Outcomes.People search, @Variable("claim") AddressLocks.Claim claim)
            throws InterruptedException {
        Optional<String> id = search.onlyId();
        if (id.isPresent() && locks.claimPeople(claim, List.of(id.get()))) {
            search.readAgain();
        }
    }

    /** Step {@code claim-made-person}: Loxo may have merged a new one into somebody who was there. */
    public void made(@Variable("loxo-id") String loxoId, @Variable("claim") AddressLocks.Claim claim)
            throws InterruptedException {
        locks.claimPeople(claim, List.of(loxoId));
    }
}
