package org.togglloxo.sync.delivery;

/** What was learnt of many candidates at once before the first of them is delivered. */
public interface LookedUp {

    /** Nothing: each candidate is looked for by itself, when it is its turn. */
    LookedUp NOTHING = () -> true;

    /** Whether it is young enough to be acted on. */
    boolean isFresh();
}
