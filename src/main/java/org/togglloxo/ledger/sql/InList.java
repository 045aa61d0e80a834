package org.togglloxo.ledger.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Values for an {@code IN} in a statement. They come in few lengths, the last one repeated, so that a statement is prepared once
 * for each of them.
 */
public record InList(List<Object> values) {

    private static final int LONGEST = 128;

    public static InList of(Collection<?> values) {
        List<Object> padded = new ArrayList<>(values);
        Object last = padded.isEmpty() ? null : padded.get(padded.size() - 1);
        int length = length(values.size());
        while (padded.size() < length) {
            padded.add(last);
        }
        return new InList(padded);
    }

    private static int length(int many) {
        int length = 1;
        while (length < many && length < LONGEST) {
            length *= 2;
        }
        return Math.max(length, many);
    }

    /** The question marks for them, in parentheses. */
    public String marks() {
        return "(" + "?, ".repeat(values.size() - 1) + "?)";
    }
}
