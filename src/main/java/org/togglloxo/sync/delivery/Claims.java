package org.togglloxo.sync.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.togglloxo.candidate.Address;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Defer;
import org.togglloxo.ledger.Evidence;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.route.Variables;

/**
 * One worker at a time per address, and per person in Loxo: two candidates come to one by different addresses, and at once they would both
 * apply. Addresses are claimed before, and never by whoever holds a person, so that no two wait for each other.
 */
public final class Claims {

    private final Ledger ledger;
    private final AgencyWork work;

    public Claims(Ledger ledger, AgencyWork work) {
        this.ledger = ledger;
        this.work = work;
    }

    /**
     * The addresses of the exchange's candidate; held until the outcome is recorded.
     *
     * @return false where they are claimed already, or where nothing is done
     * @throws Defer when somebody else is at work on them for too long, or the candidate was forgotten meanwhile
     */
    public boolean claimAddresses(Exchange exchange) throws InterruptedException {
        DeliveryAttempt attempt = DeliveryAttempt.of(exchange);
        if (attempt.claim() != null || attempt.isTrial()) {
            return false;
        }
        Delivery delivery = exchange.getVariable(Variables.DELIVERY, Delivery.class);
        if (attempt.mapped() == null) {
            attempt.mapped(delivery);
        }
        attempt.claim(work.locks().claim(delivery.addressHashes()));
        attempt.learn(ledger.evidence(attempt.known(), delivery));
        return true;
    }

    /** What is held for the delivery in whose course an exchange is, or null. */
    public static AddressLocks.Claim heldIn(Exchange exchange) {
        DeliveryAttempt attempt = exchange.getProperty(DeliveryAttempt.PROPERTY, DeliveryAttempt.class);
        return attempt == null ? null : attempt.claim();
    }

    /**
     * Everybody whom the ledger knows of, before they are read.
     *
     * @return what the ledger has once nobody else is at work on them
     */
    public Evidence claimKnown(DeliveryAttempt attempt, Delivery delivery) throws InterruptedException {
        Evidence evidence = attempt.evidence().orElseGet(() -> ledger.evidence(attempt.known(), delivery));
        while (work.locks().claimPeople(attempt.claim(), evidence.everybody())) {
            evidence = ledger.evidence(evidence.known(), delivery);
        }
        attempt.known(evidence.known());
        return evidence;
    }

    /** Somebody whom only Loxo knew of. */
    public void claimFound(Outcomes.People search, AddressLocks.Claim claim) throws InterruptedException {
        Optional<String> id = search.onlyId();
        if (id.isPresent() && work.locks().claimPeople(claim, List.of(id.get()))) {
            search.readAgain();
        }
    }

    /**
     * Leave to make what an agency has once, such as a job of a name, one at a time: made seldom, in whatever workspace's run, and
     * between the look whether it is there and its making nobody else may make it.
     *
     * @throws Defer when another one is still being made after {@code ledger.lock-timeout}
     */
    public AddressLocks.Claim claimMaking(String what) throws InterruptedException {
        return work.locks().claim(List.of(Address.hash(what)));
    }

    /** Somebody who was made: Loxo may have merged a new one into somebody who was there. */
    public void claimMade(String loxoId, Delivery delivery, AddressLocks.Claim claim) throws InterruptedException {
        work.ofFlows().isMadeFor(delivery.addressHashes(), loxoId);
        work.locks().claimPeople(claim, List.of(loxoId));
    }

    /** Somebody is given addresses: the next candidate who has one of them, or a Kamelet, may come before Loxo's search knows it. */
    public void willHold(String loxoId, List<String> addresses) {
        ledger.addresses().remember(loxoId, addresses);
        work.ofFlows().isMadeFor(addresses.stream().map(Address::hash).toList(), loxoId);
    }

    /** The answer to a create was lost, which was sent so long ago. */
    public void lost(Delivery delivery, Duration sentAgo) {
        work.ofFlows().isUnknown(delivery.addressHashes(), sentAgo);
    }

    /** What Kamelets of this process did a moment ago, of which no ledger knows. */
    public RecentPeople ofKamelets() {
        return work.ofKamelets();
    }
}
