package org.togglloxo.sync;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.Variable;
import org.jdbi.v3.core.Handle;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.ledger.Ledger;

/** One worker at a time per address, from the look-up to the confirmation: two at once would create a person twice. */
public final class AddressLocks {

    private static final int STRIPES = 1024;

    private final List<Semaphore> stripes =
            Stream.generate(() -> new Semaphore(1)).limit(STRIPES).toList();

    private static final Duration PATIENCE_ALONE = Duration.ofMinutes(5);

    private final Function<Collection<String>, Ledger.Claim> shared;
    private final LongestHold longest;

    AddressLocks(Ledger ledger, LongestHold longest) {
        this(ledger::claim, longest);
    }

    private AddressLocks(Function<Collection<String>, Ledger.Claim> shared, LongestHold longest) {
        this.shared = shared;
        this.longest = longest;
    }

    /** For work without a ledger: nobody else is known of. */
    public static AddressLocks alone() {
        return new AddressLocks(hashes -> Ledger.Claim.ALONE, new LongestHold(PATIENCE_ALONE, Clock.systemUTC()));
    }

    /** A hold on addresses, in this process and on every other one that shares the ledger; closing it lets the next in. */
    public record Claim(List<Semaphore> held, Ledger.Claim shared) implements Ledger.Claim {
        @Override
        public Optional<Handle> holder() {
            return shared.holder();
        }

        @Override
        public void close() {
            shared.close();
            held.forEach(Semaphore::release);
        }
    }

    /** Step {@code claim-addresses}: waits until nobody else is at work on one of them. */
    public Claim claim(@Variable("delivery") Delivery delivery) throws InterruptedException {
        return claim(delivery.addressHashes());
    }

    /** The same for addresses of which the hashes alone are known. */
    public Claim claim(Collection<String> hashes) throws InterruptedException {
        // in one order for all, so that no two wait for each other
        List<Semaphore> wanted = hashes.stream()
                .mapToInt(hash -> Math.floorMod(hash.hashCode(), STRIPES))
                .sorted()
                .distinct()
                .mapToObj(stripes::get)
                .toList();
        for (int i = 0; i < wanted.size(); i++) {
            try {
                longest.enter(wanted.get(i), "a person with one of these addresses");
            } catch (InterruptedException | RuntimeException e) {
                wanted.subList(0, i).forEach(Semaphore::release);
                throw e;
            }
        }
        try {
            return new Claim(wanted, shared.apply(hashes));
        } catch (RuntimeException | Error e) {
            wanted.forEach(Semaphore::release);
            throw e;
        }
    }
}
