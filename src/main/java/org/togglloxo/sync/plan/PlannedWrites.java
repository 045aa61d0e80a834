package org.togglloxo.sync.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.togglloxo.candidate.Address;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Defer;
import org.togglloxo.failure.Reason;

/** What a run may write, since a plan has shown it: nothing else is written, and nobody else is looked at. Used by many threads. */
public final class PlannedWrites {

    /**
     * What the plan has shown of one candidate, as hashes.
     *
     * @param candidate the id in Toggl Hire
     * @param fingerprint of the mapped delivery
     * @param agency that the mapping names; empty for the usual one
     * @param ledger of what the ledger had of the candidate
     * @param person the id in Loxo, or empty for one who would be created
     * @param seen of the person as Loxo had them; empty for one who would be created
     * @param changes of each line that the plan showed, with {@link #hash}
     */
    public record Planned(
            String candidate,
            String fingerprint,
            String agency,
            String ledger,
            String person,
            String seen,
            List<String> changes) {}

    private final String salt;
    private final Map<String, Planned> planned = new HashMap<>();
    private final Set<String> listed = ConcurrentHashMap.newKeySet();
    private final Set<String> newJobs = ConcurrentHashMap.newKeySet();
    private final SortedMap<String, String> leftOut = new TreeMap<>();

    /** @param salt of the hashes of lines */
    public PlannedWrites(String salt, Collection<Planned> all) {
        this.salt = salt;
        all.forEach(one -> planned.put(one.candidate(), one));
    }

    /** A line of a plan, which may hold names and addresses, so that it is known again. */
    public static String hash(String salt, String line) {
        return Address.sha256(salt + "\n" + line);
    }

    /** Whether the run is about the candidate, who is listed now. */
    public boolean lists(String togglId) {
        boolean wanted = planned.containsKey(togglId);
        if (wanted) {
            listed.add(togglId);
        }
        return wanted;
    }

    public boolean haveAllBeenListed() {
        return listed.size() == planned.size();
    }

    public int size() {
        return planned.size();
    }

    public int listed() {
        return listed.size();
    }

    /** @throws Defer where the candidate is not what the plan had seen, in Toggl Hire or the ledger */
    public Planned require(String togglId, Delivery delivery, String ledger) {
        Planned one = planned.get(togglId);
        if (one == null || !one.fingerprint().equals(delivery.fingerprint())) {
            throw leftOut("changed in Toggl Hire since the plan was made");
        }
        if (!one.agency().equals(delivery.agency())) {
            throw leftOut(
                    "changed in Toggl Hire since the plan was made, and goes to another agency (%s, where the plan had shown %s)"
                            .formatted(named(delivery.agency()), named(one.agency())));
        }
        if (!one.ledger().equals(ledger)) {
            throw leftOut("was delivered, linked or tried since the plan was made, as the ledger says");
        }
        return one;
    }

    private static String named(String agency) {
        return agency.isEmpty() ? "that of toggl.agency" : agency;
    }

    /** @throws Defer where one of the lines was not shown of the candidate */
    public void require(Planned one, List<String> lines) {
        for (String line : lines) {
            boolean shown = isShown(one, line) || isShown(one, ofNewJob(line));
            if (!shown) {
                throw leftOut("would now get something that the plan had not shown");
            }
        }
    }

    /** The same for what a plan shows once, of whoever came first. */
    public void requireAnywhere(String line) {
        if (planned.values().stream().noneMatch(one -> isShown(one, line))) {
            throw leftOut("would now get something that the plan had not shown (a new job)");
        }
    }

    private boolean isShown(Planned one, String line) {
        return one.changes().contains(hash(salt, line));
    }

    /** A job has an id once it is made; before that the plan calls it new. */
    private String ofNewJob(String line) {
        return newJobs.stream()
                .filter(id -> line.contains("for job " + id + " ") || line.contains("for job " + id + ","))
                .findFirst()
                .map(id -> line.replace("for job " + id, "for the new job"))
                .orElse(line);
    }

    /** A job that the plan had shown was made. */
    public void jobMade(String id) {
        newJobs.add(id);
    }

    /** Why somebody is left out; thrown on the way of a candidate. */
    public static Defer leftOut(String why) {
        return new Defer(Reason.LEFT_OUT, "The candidate or the person " + why + ": left out. Make a new plan");
    }

    /** The candidate stays as it was. */
    public synchronized void leaveOut(String togglId, String message) {
        leftOut.put(togglId, message);
    }

    /**
     * Those left out, with a message each.
     *
     * @param toItsEnd whether whoever was not listed is one of them
     */
    public synchronized SortedMap<String, String> leftOut(boolean toItsEnd) {
        SortedMap<String, String> all = new TreeMap<>(leftOut);
        Set<String> missing = toItsEnd ? planned.keySet() : Set.of();
        missing.stream()
                .filter(id -> !listed.contains(id))
                .forEach(id -> all.put(id, "Toggl Hire does not list the candidate any more: left out"));
        return all;
    }
}
