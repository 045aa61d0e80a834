package org.togglloxo.flow;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.togglloxo.failure.Finding;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.owner.BoundAgency;
import org.togglloxo.ledger.owner.Ownership;
import org.togglloxo.loxo.reference.LoxoAgency;
import org.togglloxo.settings.Spaces;
import org.togglloxo.sync.run.RunCondition;
import org.togglloxo.togglhire.TogglWorkspace;

/**
 * The ledger belongs to one agency in Loxo and one workspace in Toggl Hire, from its first run on. Met by another one it would
 * take strangers for people it knows, and say of everybody else that nothing is new.
 */
public final class LedgerBinding implements RunCondition {

    private static final String REMEDY =
            "Set ledger.url to another ledger (an empty one is made); or, if it is the same after all, bind this one anew: ledger adopt";
    private static final int EVIDENCE = 5;
    private static final int NAMED = 3;

    private final Ownership ledger;
    private final LedgerTakeover takeover;
    private final LoxoAgency loxo;
    private final TogglWorkspace toggl;
    private boolean admitted;

    LedgerBinding(Ledger ledger, LoxoAgency loxo, TogglWorkspace toggl, Spaces spaces) {
        this.ledger = ledger.ownership();
        this.takeover = new LedgerTakeover(ledger, toggl, spaces);
        this.loxo = loxo;
        this.toggl = toggl;
    }

    /** Binds a ledger that is not bound yet. */
    @Override
    public void check(Set<String> openings) {
        takeover.agency(this::found);
        takeover.workspace(openings);
        Optional<BoundAgency> before = ledger.agency();
        BoundAgency found = found(before);
        before.ifPresent(bound -> require(bound, found));
        // before anything is bound: a ledger of an earlier version may be somebody else's
        checkWorkspace(openings);
        bind(before, found);
    }

    /** Binds the agency alone, for candidates of a workspace that delivers into another one. */
    void admitAgency() {
        if (!admitted) {
            takeover.agency(this::found);
            Optional<BoundAgency> before = ledger.agency();
            BoundAgency found = found(before);
            before.ifPresent(bound -> require(bound, found));
            bind(before, found);
            admitted = true;
        }
    }

    /** What the ledger has under another name is taken over where it is this one's, and nothing is bound yet. */
    public void takeOver() {
        takeover.agency(this::found);
        takeover.workspace(Set.of());
    }

    /** The same for {@code doctor}, which changes nothing. */
    Finding examine() {
        String what = "whose ledger";
        try {
            check(Set.of());
        } catch (Stop stop) {
            return Finding.fail(what, stop.exitCode(), stop.message());
        }
        return ledger.agency().isEmpty()
                ? Finding.ok(what, "bound to nobody yet; the first run binds it")
                : Finding.ok(what, now());
    }

    /** The ids of the openings by which the workspace is known again; where it is not bound yet, those that it has now. */
    public Set<String> openings() {
        Map<String, String> known = ledger.openings();
        return (known.isEmpty() ? toggl.openings() : known).keySet();
    }

    /** What the ledger is bound to. */
    public String now() {
        return ledger.agency()
                .map(agency -> described(agency, ledger.openings()))
                .orElse("nobody yet");
    }

    /**
     * What it would be bound to.
     *
     * @throws Stop where one of the services does not answer, or the key is refused
     */
    public Owner found() {
        return new Owner(loxo.learn(), toggl.requireOpenings());
    }

    /** An agency and a workspace. */
    public record Owner(BoundAgency agency, Map<String, String> openings) {

        /** For people. */
        public String described() {
            return LedgerBinding.described(agency, openings);
        }
    }

    private void bind(Optional<BoundAgency> before, BoundAgency found) {
        BoundAgency bound = before.orElseGet(() -> ledger.bindAgency(found));
        require(bound, found);
        if (bound.id().isEmpty()) {
            loxo.learnFromAnswers();
        } else if (!bound.slug().equals(found.slug())) {
            ledger.renameAgency(found);
        }
    }

    /** One call as a rule, which tells whether the key is good as well. */
    private BoundAgency found(Optional<BoundAgency> bound) {
        boolean sameSlug =
                bound.filter(known -> !known.slug().equals(loxo.slug())).isEmpty();
        if (bound.flatMap(BoundAgency::id).isPresent()) {
            return sameSlug ? loxo.ofJobs() : loxo.learn();
        }
        if (sameSlug) {
            loxo.requireKey();
        }
        return new BoundAgency(loxo.slug(), Optional.empty());
    }

    static boolean isSame(BoundAgency bound, BoundAgency found) {
        return bound.id().isPresent() && found.id().isPresent()
                ? bound.id().equals(found.id())
                : bound.slug().equals(found.slug());
    }

    private static void require(BoundAgency bound, BoundAgency found) {
        if (!isSame(bound, found)) {
            throw new Stop(
                    Reason.OTHER_AGENCY,
                    "The ledger belongs to the agency %s in Loxo, and loxo.agency-slug leads to another one, %s: nothing was done. %s"
                            .formatted(bound.named(), found.named(), REMEDY));
        }
    }

    private void checkWorkspace(Set<String> listed) {
        Map<String, String> seen = ledger.openings();
        if (!Collections.disjoint(seen.keySet(), listed)) {
            return;
        }
        Map<String, String> now = toggl.openings();
        if (seen.isEmpty() || now.isEmpty()) {
            checkCandidates();
        } else if (Collections.disjoint(seen.keySet(), now.keySet())) {
            throw other(
                    "with %s; toggl.api-key leads to another one, with %s".formatted(openings(seen), openings(now)));
        }
        now.entrySet().removeAll(seen.entrySet());
        ledger.addOpenings(now);
    }

    /** A workspace without openings, and a ledger from before it kept them: candidates that it knows are the evidence. */
    private void checkCandidates() {
        List<String> known = ledger.latestCandidates(EVIDENCE);
        if (!known.isEmpty() && known.stream().allMatch(toggl::lacks)) {
            throw other("of candidate %s; toggl.api-key leads to another one, which has none of them"
                    .formatted(String.join(", ", known)));
        }
    }

    private static Stop other(String which) {
        return new Stop(
                Reason.OTHER_WORKSPACE,
                "The ledger belongs to the Toggl Hire workspace %s: nothing was done. %s".formatted(which, REMEDY));
    }

    private static String described(BoundAgency agency, Map<String, String> openings) {
        return "the agency %s in Loxo and the Toggl Hire workspace with %s"
                .formatted(agency.named(), openings(openings));
    }

    private static String openings(Map<String, String> openings) {
        if (openings.isEmpty()) {
            return "no openings";
        }
        String named = openings.entrySet().stream()
                .limit(NAMED)
                .map(opening -> "'%s' (%s)".formatted(opening.getValue(), opening.getKey()))
                .collect(Collectors.joining(", "));
        int more = openings.size() - NAMED;
        return (openings.size() == 1 ? "the opening " : "the openings ")
                + (more > 0 ? "%s and %d more".formatted(named, more) : named);
    }
}
