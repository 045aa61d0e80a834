package org.togglloxo.sync.delivery;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.togglloxo.candidate.Address;
import org.togglloxo.failure.Defer;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.sql.DatabaseLock;

/** One worker at a time per address, from the look-up to the confirmation: two at once would create a person twice. */
public final class AddressLocks {

    private static final int STRIPES = 1024;
    private static final Duration UNSHARED = Duration.ofMinutes(5);

    private final List<Semaphore> ofAddresses = stripes();
    // stripes of their own: one that an address and a person shared would make two workers wait for each other
    private final List<Semaphore> ofPeople = stripes();

    private final Function<Collection<String>, DatabaseLock> shared;
    private final Duration most;

    public AddressLocks(Ledger ledger) {
        this(ledger::claim, ledger.lockTimeout());
    }

    private AddressLocks(Function<Collection<String>, DatabaseLock> shared, Duration most) {
        this.shared = shared;
        this.most = most;
    }

    private static List<Semaphore> stripes() {
        return Stream.generate(() -> new Semaphore(1)).limit(STRIPES).toList();
    }

    /** For work without a ledger: nobody else is known of. */
    public static AddressLocks alone() {
        return new AddressLocks(hashes -> DatabaseLock.ALONE, UNSHARED);
    }

    /**
     * A hold on addresses, and later on people, in this process and on every other one that shares the ledger; closing it lets
     * the next in. Used by one thread.
     */
    public static final class Claim implements DatabaseLock {

        private final List<Semaphore> addresses;
        private final DatabaseLock shared;
        private final List<Semaphore> people = new ArrayList<>();
        private final Set<String> peopleIds = new HashSet<>();

        private Claim(List<Semaphore> addresses, DatabaseLock shared) {
            this.addresses = addresses;
            this.shared = shared;
        }

        @Override
        public Optional<Connection> holder() {
            return shared.holder();
        }

        private void letGoOfPeople() {
            if (!people.isEmpty()) {
                shared.claimPeople(List.of());
                releasePeople();
            }
        }

        private void releasePeople() {
            peopleIds.clear();
            people.forEach(Semaphore::release);
            people.clear();
        }

        @Override
        public void close() {
            try {
                shared.close();
            } finally {
                releasePeople();
                addresses.forEach(Semaphore::release);
            }
        }
    }

    /**
     * Waits until nobody else is at work on one of the addresses, by their hashes.
     *
     * @throws Defer when somebody still is after {@code ledger.lock-timeout}
     */
    public Claim claim(Collection<String> hashes) throws InterruptedException {
        List<Semaphore> taken = take(ofAddresses, hashes);
        try {
            return new Claim(taken, shared.apply(hashes));
        } catch (RuntimeException | Error e) {
            taken.forEach(Semaphore::release);
            throw e;
        }
    }

    /**
     * The same for people in Loxo, with addresses claimed before. Whoever waits for a person holds none: those claimed so far
     * are let go of first.
     *
     * @return false where they are claimed already; else what was read of them before may be out of date
     */
    public boolean claimPeople(Claim claim, Collection<String> ids) throws InterruptedException {
        if (claim.peopleIds.containsAll(ids)) {
            return false;
        }
        claim.letGoOfPeople();
        List<String> hashes =
                ids.stream().map(id -> Address.hash("person " + id)).toList();
        claim.people.addAll(take(ofPeople, hashes));
        claim.shared.claimPeople(hashes);
        claim.peopleIds.addAll(ids);
        return true;
    }

    private List<Semaphore> take(List<Semaphore> stripes, Collection<String> hashes) throws InterruptedException {
        // in one order for all, so that no two wait for each other
        List<Semaphore> wanted = hashes.stream()
                .mapToInt(hash -> Math.floorMod(hash.hashCode(), STRIPES))
                .sorted()
                .distinct()
                .mapToObj(stripes::get)
                .toList();
        long end = System.nanoTime() + most.toNanos();
        int held = 0;
        try {
            for (Semaphore stripe : wanted) {
                if (!stripe.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    throw DatabaseLock.timeout(most);
                }
                held++;
            }
            return wanted;
        } finally {
            if (held < wanted.size()) {
                wanted.subList(0, held).forEach(Semaphore::release);
            }
        }
    }
}
