package org.togglloxo.route;

import java.util.Set;

/**
 * The exchange variables that lead from one route file to another; the table of the page on the architecture says who sets and who reads each. What
 * else is known of a candidate on its way is out of reach of the routes.
 */
public final class Variables {

    /** The candidate as the list has it, JSON; the body changes, this does not. */
    public static final String CANDIDATE = "candidate";

    public static final String CANDIDATE_ID = "candidate-id";

    /** Text. */
    public static final String LANE = "lane";

    /** {@code Delivery}: what Loxo is to hold. */
    public static final String DELIVERY = "delivery";

    /** How many people in Loxo the candidate may be: {@code nobody}, {@code one} or {@code several}. */
    public static final String FOUND = "found";

    /** Of the person found or created, text. */
    public static final String LOXO_ID = "loxo-id";

    /** The whole candidate with names, JSON. */
    public static final String DETAILS = "details";

    /** {@code Job}: the job of the opening, or why there is none. */
    public static final String JOB = "job";

    /** {@code CandidateResult}; after the delivery its word alone. */
    public static final String OUTCOME = "outcome";

    /** All of them. */
    public static final Set<String> ALL =
            Set.of(CANDIDATE, CANDIDATE_ID, LANE, DELIVERY, FOUND, LOXO_ID, DETAILS, JOB, OUTCOME);

    private Variables() {}
}
