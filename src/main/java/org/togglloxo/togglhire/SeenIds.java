package org.togglloxo.togglhire;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The ids seen in one walk. Toggl Hire's are numbers written as text: they are kept as numbers, from 10.7 to 16 bytes each,
 * where a set of strings takes about 100. Whatever is no number as a {@code long} would be written is kept as text.
 */
final class SeenIds {

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,18}");

    private static final int FIRST_CAPACITY = 16;

    private final Set<String> texts = new HashSet<>();
    /** Open addressing, one number above the id in each slot that is taken: three quarters of them at most, half at least. */
    private long[] slots = new long[FIRST_CAPACITY];

    private int numbers;

    /** Returns whether it was not there yet. */
    boolean add(String id) {
        if (NUMBER.matcher(id).matches()) {
            try {
                return add(Long.parseLong(id));
            } catch (NumberFormatException e) {
                // above the largest long
            }
        }
        return texts.add(id);
    }

    boolean contains(String id) {
        if (NUMBER.matcher(id).matches()) {
            try {
                long number = Long.parseLong(id);
                return slots[slot(slots, number + 1)] != 0;
            } catch (NumberFormatException e) {
                // above the largest long
            }
        }
        return texts.contains(id);
    }

    int size() {
        return numbers + texts.size();
    }

    /** Of all numbers together. */
    long bytes() {
        return (long) Long.BYTES * slots.length;
    }

    private boolean add(long id) {
        int slot = slot(slots, id + 1);
        if (slots[slot] != 0) {
            return false;
        }
        slots[slot] = id + 1;
        numbers++;
        if (4L * numbers > 3L * slots.length) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] larger = new long[slots.length + slots.length / 2];
        for (long value : slots) {
            if (value != 0) {
                larger[slot(larger, value)] = value;
            }
        }
        slots = larger;
    }

    /** Where it is, or where it would be put. */
    private static int slot(long[] slots, long value) {
        // the upper half of the product is mixed best
        long hash = (value * 0x9E3779B97F4A7C15L) >>> Integer.SIZE;
        int slot = (int) (hash * slots.length >>> Integer.SIZE);
        while (slots[slot] != 0 && slots[slot] != value) {
            slot = slot + 1 == slots.length ? 0 : slot + 1;
        }
        return slot;
    }
}
