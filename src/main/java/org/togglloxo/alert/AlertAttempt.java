package org.togglloxo.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;

/**
 * One attempt to tell people, by all ways that step 80 takes. A way by which they got this alert before is not taken again.
 * The steps of somebody who calls a way without an alert are not held up.
 */
final class AlertAttempt {

    private static final String PROPERTY = "toggl-loxo-alert-attempt";

    private final ObjectNode report;
    private final boolean everyRun;
    private final Set<String> told;
    private final Set<String> tried = new HashSet<>();
    private boolean failed;

    /**
     * Begins one.
     *
     * @param report with the alert, if there is one
     * @param everyRun whether people want to know of runs without an alert as well
     * @param toldBy the ways by which they got this alert before
     */
    AlertAttempt(ObjectNode report, boolean everyRun, Collection<String> toldBy) {
        this.report = report;
        this.everyRun = everyRun;
        this.told = new TreeSet<>(toldBy);
    }

    void in(Exchange exchange) {
        exchange.getMessage().setBody(report);
        exchange.setProperty(PROPERTY, this);
    }

    /** Whether this way is to be taken. */
    static boolean begin(Exchange exchange, String way) {
        AlertAttempt attempt = exchange.getProperty(PROPERTY, AlertAttempt.class);
        return attempt == null || attempt.begin(way);
    }

    private synchronized boolean begin(String way) {
        boolean due = everyRun || report.path("alert").isObject() && !told.contains(way);
        if (due) {
            tried.add(way);
        }
        return due;
    }

    /** Somebody got it by this way. */
    static void arrived(Exchange exchange, String way) {
        AlertAttempt attempt = exchange.getProperty(PROPERTY, AlertAttempt.class);
        if (attempt != null) {
            attempt.arrived(way);
        }
    }

    private synchronized void arrived(String way) {
        told.add(way);
    }

    /** One of the ways, built in or somebody's own, did not lead to anybody. */
    static void fail(Exchange exchange) {
        AlertAttempt attempt = exchange.getProperty(PROPERTY, AlertAttempt.class);
        if (attempt != null) {
            attempt.fail();
        }
    }

    synchronized void fail() {
        failed = true;
    }

    /** The report as it is, whatever the steps before made of the message. */
    static ObjectNode report(Exchange exchange) {
        AlertAttempt attempt = exchange.getProperty(PROPERTY, AlertAttempt.class);
        return attempt == null ? exchange.getMessage().getBody(ObjectNode.class) : attempt.report;
    }

    synchronized boolean reachedEverybody() {
        return !failed && told.containsAll(tried);
    }

    synchronized List<String> told() {
        return new ArrayList<>(told);
    }
}
