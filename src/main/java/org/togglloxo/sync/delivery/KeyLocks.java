package org.togglloxo.sync.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One holder at a time for each key. A key that nobody holds or waits for takes no room, and none waits for another's. */
final class KeyLocks {

    /** Of one key, with how many hold it or wait for it. */
    private record Lock(Semaphore free, int users) {

        Lock used() {
            return new Lock(free, users + 1);
        }

        Lock left() {
            return users == 1 ? null : new Lock(free, users - 1);
        }
    }

    private final Map<String, Lock> locks = new ConcurrentHashMap<>();

    /**
     * Waits until nobody else holds one of the keys.
     *
     * @return false where somebody still does after that time: then none is held
     */
    boolean take(Collection<String> keys, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        List<String> wanted = inOrder(keys);
        int held = 0;
        try {
            while (held < wanted.size() && take(wanted.get(held), end)) {
                held++;
            }
        } finally {
            if (held < wanted.size()) {
                wanted.subList(0, held).forEach(this::release);
            }
        }
        return held == wanted.size();
    }

    private boolean take(String key, long end) throws InterruptedException {
        Semaphore free = locks.compute(key, (same, lock) -> lock == null ? new Lock(new Semaphore(1), 1) : lock.used())
                .free();
        boolean taken = false;
        try {
            taken = free.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } finally {
            if (!taken) {
                leave(key);
            }
        }
        return taken;
    }

    /** What was taken. */
    void release(Collection<String> keys) {
        keys.stream().distinct().forEach(this::release);
    }

    private void release(String key) {
        locks.get(key).free().release();
        leave(key);
    }

    private void leave(String key) {
        locks.computeIfPresent(key, (same, lock) -> lock.left());
    }

    /** The same for all, so that no two wait for each other. */
    private static List<String> inOrder(Collection<String> keys) {
        return keys.stream().sorted().distinct().toList();
    }
}
