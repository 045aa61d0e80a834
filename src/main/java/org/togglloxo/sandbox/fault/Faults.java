package org.togglloxo.sandbox.fault;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.togglloxo.sandbox.message.Request;

/**
 * What shall go wrong, and when: {@code faults.on("POST /people").nth(3).then(Fault.resetAfter())}. Without a "when"
 * every match is hit. Rules are asked in the order in which they were given, each counts its own matches, the first
 * that is due is played. Requests that the quota refuses are not counted.
 */
public final class Faults {

    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    public Faults() {}

    /** By operation, as template or as the path itself: {@code "GET /people/{id}"}, {@code "GET /people/50001"}. */
    public Rule on(String operation) {
        return on(request ->
                operation.equals(request.operation()) || operation.equals(request.method() + " " + request.path()));
    }

    public Rule on(Predicate<Request> matcher) {
        return new Rule(matcher);
    }

    /** Nothing goes wrong from now on. */
    public void clear() {
        rules.clear();
    }

    /** How many faults have been played since the last {@link #clear}. */
    public long played() {
        return rules.stream().mapToLong(Rule::played).sum();
    }

    /** The fault that is due for this request, or null. */
    public Fault next(Request request) {
        Fault due = null;
        for (Rule rule : rules) {
            if (rule.counts(request) && due == null) {
                due = rule.fault;
                rule.noteAsPlayed();
            }
        }
        return due;
    }

    /** One matcher, one "when", one fault; in force from {@link #then} on. */
    public final class Rule {
        private final Predicate<Request> matcher;
        private LongPredicate when = nth -> true;
        private Fault fault;
        private long matches;
        private long played;

        private Rule(Predicate<Request> matcher) {
            this.matcher = matcher;
        }

        /** Only the nth match, counted from 1. */
        public Rule nth(long number) {
            return when(nth -> nth == number);
        }

        /** The first matches, as many as given. */
        public Rule times(long first) {
            return when(nth -> nth <= first);
        }

        /** Every match from the nth on. */
        public Rule from(long number) {
            return when(nth -> nth >= number);
        }

        /** Every nth match: 3 hits the third, the sixth, ... */
        public Rule everyNth(long step) {
            return when(nth -> nth % step == 0);
        }

        /** A share of the matches, 0 to 1, the same ones for the same seed and order of requests. */
        public Rule share(double share, long seed) {
            Random random = new Random(seed);
            return when(nth -> random.nextDouble() < share);
        }

        private Rule when(LongPredicate due) {
            when = due;
            return this;
        }

        public Faults then(Fault what) {
            fault = what;
            rules.add(this);
            return Faults.this;
        }

        private synchronized boolean counts(Request request) {
            return matcher.test(request) && when.test(++matches);
        }

        private synchronized void noteAsPlayed() {
            played++;
        }

        private synchronized long played() {
            return played;
        }
    }
}
