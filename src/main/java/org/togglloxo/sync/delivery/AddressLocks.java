package org.togglloxo.sync.delivery;

import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.togglloxo.candidate.Address;
import org.togglloxo.failure.Defer;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.sql.DatabaseLock;

/** One worker at a time per address, from the look-up to the confirmation: two at once would create a person twice. */
public final class AddressLocks {

    private static final Duration UNSHARED = Duration.ofMinutes(5);

    private final KeyLocks locks;
    private final Function<Collection<String>, DatabaseLock> shared;
    private final Duration most;

    private AddressLocks(KeyLocks locks, Function<Collection<String>, DatabaseLock> shared, Duration most) {
        this.locks = locks;
        this.shared = shared;
        this.most = most;
    }

    /** For work without a ledger: nobody outside this process is known of. */
    public static AddressLocks alone() {
        return new AddressLocks(new KeyLocks(), hashes -> DatabaseLock.ALONE, UNSHARED);
    }

    /** The same locks, and those of everybody who shares the ledger. */
    public AddressLocks with(Ledger ledger) {
        return new AddressLocks(locks, ledger::claim, ledger.lockTimeout());
    }

    /**
     * A hold on addresses, and later on people, in this process and on every other one that shares the ledger; closing it lets
     * the next in. Used by one thread.
     */
    public static final class Claim implements DatabaseLock {

        private final KeyLocks locks;
        private final Collection<String> addresses;
        private final DatabaseLock shared;
        private List<String> people = List.of();
        private final Set<String> peopleIds = new HashSet<>();

        private Claim(KeyLocks locks, Collection<String> addresses, DatabaseLock shared) {
            this.locks = locks;
            this.addresses = addresses;
            this.shared = shared;
        }

        @Override
        public Optional<Connection> holder() {
            return shared.holder();
        }

        /** Whether whoever has this may work on these addresses, by their hashes. */
        public boolean holds(Collection<String> hashes) {
            return addresses.containsAll(hashes);
        }

        private void letGoOfPeople() {
            if (!people.isEmpty()) {
                shared.claimPeople(List.of());
                releasePeople();
            }
        }

        private void releasePeople() {
            peopleIds.clear();
            locks.release(people);
            people = List.of();
        }

        @Override
        public void close() {
            try {
                shared.close();
            } finally {
                releasePeople();
                locks.release(addresses);
            }
        }
    }

    /**
     * Waits until nobody else is at work on one of the addresses, by their hashes.
     *
     * @throws Defer when somebody still is after {@code ledger.lock-timeout}
     */
    public Claim claim(Collection<String> hashes) throws InterruptedException {
        Set<String> addresses = Set.copyOf(hashes);
        take(addresses);
        try {
            return new Claim(locks, addresses, shared.apply(hashes));
        } catch (RuntimeException | Error e) {
            locks.release(addresses);
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
        take(hashes);
        claim.people = hashes;
        claim.shared.claimPeople(hashes);
        claim.peopleIds.addAll(ids);
        return true;
    }

    private void take(Collection<String> hashes) throws InterruptedException {
        if (!locks.take(hashes, most)) {
            throw DatabaseLock.timeout(most);
        }
    }
}
