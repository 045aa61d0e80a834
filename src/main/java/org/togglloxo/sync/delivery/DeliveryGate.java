package org.togglloxo.sync.delivery;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.togglloxo.sync.run.Runs;

/**
 * Lets so many candidates through at once as are to be delivered at once, in the order of the queue as far as they are there. Whoever is not known to be a person in Loxo is looked
 * up first, together with all who wait for the same; one whose answer has grown old meanwhile waits for the next. Nobody holds
 * anything while waiting here.
 */
public final class DeliveryGate {

    /** So long a group waits for somebody who is between the queue and here: that may be a call to Toggl Hire. */
    private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(250);
    /** So long for somebody who is still in the queue. */
    private static final long SHORT_LINGER = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long A_LOOK = TimeUnit.SECONDS.toNanos(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final NavigableSet<Place> waiting = new TreeSet<>(Comparator.comparingLong(place -> place.number));
    private final Runs runs;
    private final AgencyStop agency;
    private final BulkLookUp lookUp;
    private int free;
    private boolean asking;
    private int onTheWay;
    private long lastArrival;
    private long last;
    private long run;
    private long entered;
    private long needed;

    /** @param atOnce how many are delivered at once */
    public DeliveryGate(Runs runs, AgencyStop agency, BulkLookUp lookUp, int atOnce) {
        this.runs = runs;
        this.agency = agency;
        this.lookUp = lookUp;
        this.free = atOnce;
    }

    /** One candidate's place, from the queue to its outcome; used by one thread. */
    public final class Place implements AutoCloseable {

        private final long number;
        private boolean coming;
        private boolean inside;
        private Set<String> unknown = Set.of();
        private LookedUp answer;

        private Place(long number) {
            this.number = number;
        }

        /**
         * Waits until it may be delivered.
         *
         * @param addresses to be looked up; none where the person is known
         * @return false where the run, or the agency, stops first
         */
        boolean pass(Set<String> addresses, Exchange course) throws Exception {
            if (lookUp == BulkLookUp.NONE) {
                return true;
            }
            lock.lockInterruptibly();
            try {
                if (inside) {
                    return true;
                }
                arrive(addresses);
                while (agency.stopped().isEmpty()) {
                    long wait = isReady() ? 0 : untilAsking();
                    if (free > 0 && first(Place::isReady) == this) {
                        free--;
                        inside = true;
                        return true;
                    }
                    if (wait < 0) {
                        ask(course);
                    } else {
                        // nobody is told when an answer grows old, or a run stops
                        changed.awaitNanos(wait > 0 ? wait : A_LOOK);
                    }
                }
                return false;
            } finally {
                if (waiting.remove(this) && !inside) {
                    // whoever could not ask comes again
                    come();
                }
                changed.signalAll();
                lock.unlock();
            }
        }

        /** What was learnt, once: whoever asks again has to look again. */
        LookedUp lookedUp() {
            LookedUp learnt = inside ? answer : LookedUp.NOTHING;
            answer = LookedUp.NOTHING;
            return learnt;
        }

        /** From the queue once more. */
        public void again() {
            close();
            lock.lock();
            try {
                come();
            } finally {
                lock.unlock();
            }
        }

        private void come() {
            coming = true;
            onTheWay++;
        }

        private void arrive(Set<String> addresses) {
            onTheWay -= coming ? 1 : 0;
            coming = false;
            unknown = addresses;
            answer = addresses.isEmpty() ? LookedUp.NOTHING : null;
            needed += addresses.size();
            waiting.add(this);
            lastArrival = System.nanoTime();
            changed.signalAll();
        }

        private boolean isReady() {
            return answer != null && answer.isFresh();
        }

        /** Nanoseconds until it is for this one to ask, negative where that is now; 0 while somebody else has to act. */
        private long untilAsking() {
            boolean others = asking || free == 0 || waiting.stream().anyMatch(Place::isReady);
            if (others || first(place -> !place.isReady()) != this) {
                return 0;
            }
            if (!lookUp.gathers() || !lookUp.fits(addressesOf(unasked()))) {
                return -1;
            }
            long linger = onTheWay > 0 ? LINGER : SHORT_LINGER;
            long left = lastArrival + linger - System.nanoTime();
            return left > 0 ? left : -1;
        }

        private void ask(Exchange course) throws Exception {
            List<Place> group = unasked();
            while (group.size() > 1 && !lookUp.fits(addressesOf(group))) {
                group = group.subList(0, group.size() - 1);
            }
            Set<String> addresses = addressesOf(group);
            long need = need();
            asking = true;
            lock.unlock();
            LookedUp learnt = null;
            try {
                learnt = lookUp.ask(addresses, need, course);
            } finally {
                lock.lock();
                asking = false;
                // one that took too long to come would be asked for again and again
                LookedUp usable = learnt == null || learnt.isFresh() ? learnt : LookedUp.NOTHING;
                for (Place one : group) {
                    one.answer = usable;
                }
                changed.signalAll();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                onTheWay -= coming ? 1 : 0;
                free += inside ? 1 : 0;
                coming = false;
                inside = false;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** For a candidate that came out of the queue. */
    public Place enter() {
        lock.lock();
        try {
            if (run != runs.generation()) {
                run = runs.generation();
                entered = 0;
                needed = 0;
            }
            entered++;
            Place place = new Place(++last);
            place.come();
            return place;
        } finally {
            lock.unlock();
        }
    }

    private Place first(Predicate<Place> such) {
        return waiting.stream().filter(such).findFirst().orElse(null);
    }

    private List<Place> unasked() {
        return waiting.stream().filter(place -> !place.isReady()).toList();
    }

    private static Set<String> addressesOf(List<Place> places) {
        Set<String> addresses = new LinkedHashSet<>();
        places.forEach(place -> addresses.addAll(place.unknown));
        return addresses;
    }

    /** As many of those still to come as of those who came. */
    private long need() {
        long toCome = Math.max(0, runs.listing().expected() - entered);
        return addressesOf(unasked()).size() + Math.round(toCome * ((double) needed / Math.max(1, entered)));
    }
}
