package org.togglloxo.flow;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.owner.BoundAgency;
import org.togglloxo.ledger.owner.LedgerNames;
import org.togglloxo.ledger.owner.Ownership;
import org.togglloxo.settings.Scope;
import org.togglloxo.settings.Spaces;
import org.togglloxo.togglhire.TogglWorkspace;

/**
 * What stands in the ledger under a name that no setting has any more goes to the workspace and the agency that it belongs to: the
 * first time that {@code toggl.workspaces} or {@code loxo.agencies} is set, when a name is changed, and when the lists are taken
 * away again. Without that everybody would be somebody new.
 */
final class LedgerTakeover {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerTakeover.class);
    private static final int EVIDENCE = 5;

    private final Ledger ledger;
    private final TogglWorkspace toggl;
    private final Spaces spaces;

    LedgerTakeover(Ledger ledger, TogglWorkspace toggl, Spaces spaces) {
        this.ledger = ledger;
        this.toggl = toggl;
        this.spaces = spaces;
    }

    /** @throws Stop where it cannot be told whose something is */
    void agency(Function<Optional<BoundAgency>, BoundAgency> found) {
        if (ledger.ownership().agency().isPresent()) {
            return;
        }
        LedgerNames names = ledger.names();
        Set<String> known = names.agencies();
        Set<String> others = without(known, spaces.eachAgency());
        String own = ledger.scope().agency();
        if (known.contains(own) || others.isEmpty()) {
            return;
        }
        Optional<String> before = own.isEmpty() && others.size() > 1
                ? Optional.empty()
                : others.stream().filter(other -> isSame(names, other, found)).findFirst();
        if (before.isPresent()) {
            LOG.info(
                    "what the ledger has of the agency {} is that of the agency {} from now on",
                    named(before.get()),
                    named(own));
            names.takeAgency(before.get(), ledger.clock().millis());
        } else if (own.isEmpty() || others.contains("")) {
            throw new Stop(
                    Reason.OTHER_AGENCY,
                    own.isEmpty()
                            ? "The ledger knows people of %s, and loxo.agencies is empty: nothing was done. Name them there again, or set ledger.url to another ledger"
                                    .formatted(several("agency", "agencies", others))
                            : "The ledger knows people from before loxo.agencies was set, and the agency %s is not theirs: nothing was done. Run a workspace of the agency that they belong to first, or set ledger.url to another ledger"
                                    .formatted(own));
        }
    }

    private boolean isSame(LedgerNames names, String other, Function<Optional<BoundAgency>, BoundAgency> found) {
        Optional<BoundAgency> bound =
                names.ownership(new Scope(ledger.scope().workspace(), other)).agency();
        // a ledger of before it was bound: whose it is, only one agency alone can tell
        return bound.isPresent()
                ? LedgerBinding.isSame(bound.get(), found.apply(bound))
                : spaces.eachAgency().size() == 1;
    }

    /** The same for the workspace. */
    void workspace(Set<String> listed) {
        if (!ledger.ownership().openings().isEmpty()) {
            return;
        }
        LedgerNames names = ledger.names();
        Set<String> known = names.workspaces();
        Set<String> others = without(known, spaces.eachWorkspace());
        String own = ledger.scope().workspace();
        if (known.contains(own) || others.isEmpty()) {
            return;
        }
        Optional<String> before = own.isEmpty() && others.size() > 1
                ? Optional.empty()
                : others.stream().filter(other -> isSame(names, other, listed)).findFirst();
        if (before.isPresent()) {
            LOG.info(
                    "what the ledger has of the workspace {} is that of the workspace {} from now on",
                    named(before.get()),
                    named(own));
            names.takeWorkspace(before.get(), ledger.clock().millis());
        } else if (own.isEmpty() || others.contains("")) {
            throw new Stop(
                    Reason.OTHER_WORKSPACE,
                    own.isEmpty()
                            ? "The ledger knows candidates of %s, and toggl.workspaces is empty: nothing was done. Name them there again, or set ledger.url to another ledger"
                                    .formatted(several("workspace", "workspaces", others))
                            : "The ledger knows candidates from before toggl.workspaces was set, and the workspace %s is not theirs: nothing was done. Run the workspace that they belong to first (sync --once --workspace NAME), or set ledger.url to another ledger"
                                    .formatted(own));
        }
    }

    /** By openings in common; where none were kept, by the candidates. */
    private boolean isSame(LedgerNames names, String other, Set<String> listed) {
        Ownership before = names.ownership(new Scope(other, ledger.scope().agency()));
        Map<String, String> seen = before.openings();
        if (!seen.isEmpty()) {
            return !Collections.disjoint(seen.keySet(), listed)
                    || !Collections.disjoint(seen.keySet(), toggl.openings().keySet());
        }
        List<String> candidates = before.latestCandidates(EVIDENCE);
        return !candidates.isEmpty() && !candidates.stream().allMatch(toggl::lacks);
    }

    private static Set<String> without(Set<String> known, List<String> listed) {
        Set<String> others = new TreeSet<>(known);
        listed.forEach(others::remove);
        return others;
    }

    private static String named(String name) {
        return name.isEmpty() ? "without a name" : name;
    }

    private static String several(String one, String many, Set<String> names) {
        return "the %s %s".formatted(names.size() == 1 ? one : many, String.join(", ", names));
    }
}
