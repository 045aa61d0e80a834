package org.togglloxo.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.audit.Audit;
import org.togglloxo.ledger.audit.AuditAct;
import org.togglloxo.ledger.run.RemarkCode;
import org.togglloxo.sync.run.RunCondition;
import org.togglloxo.sync.run.Runs;
import org.togglloxo.togglhire.TogglList;

/**
 * Holds an edit of the rules that would change many of the people delivered before, until somebody lets it through. The list is
 * looked through first only where the rules are not those of the last run; what changed in Toggl Hire alone is never held.
 */
final class RulesBrake implements RunCondition {

    private static final int LEAST = 50;
    private static final int EXAMPLES = 10;
    private static final int SHOWN = 12;

    private final String rules;
    private final double share;
    private final boolean withDetails;
    private final String agency;
    private final Ledger ledger;
    private final Runs runs;
    private final TogglList list;
    private final Supplier<DryRun> dryRun;

    /** @param rules the hash of those in force */
    RulesBrake(String rules, FlowSettings settings, FlowContext with, TogglList list, Supplier<DryRun> dryRun) {
        this.rules = rules;
        this.share = settings.sync().brakeShare();
        // where the details count, nobody can tell a whole delivery from the list: they add tags and set fields
        this.withDetails = settings.toggl().details().equals("always");
        this.agency = settings.scope().agency();
        this.ledger = with.ledger();
        this.runs = with.runs();
        this.list = list;
        this.dryRun = dryRun;
    }

    @Override
    public void check(Set<String> openings) {
        if (runs.scope().restriction().isPresent()) {
            // a plan has shown each of the few that it is about; of all others nobody has said yes
            return;
        }
        Optional<String> before = ledger.ownership().rules();
        if (before.filter(rules::equals).isPresent()) {
            return;
        }
        boolean mayHold =
                before.isPresent() && share < 1 && runs.scope().confirmedBy().isEmpty();
        long delivered = mayHold ? delivered() : 0;
        if (delivered >= LEAST) {
            Changed changed = changed();
            if (changed.many >= LEAST && changed.many > share * delivered) {
                hold(changed, delivered);
                return;
            }
        }
        // a run that is stopped or limited has not seen everybody
        if (!runs.stopping()
                && (runs.listing().limit() == 0 || runs.scope().confirmedBy().isPresent())) {
            ledger.ownership().goBy(rules);
            before.ifPresent(this::audit);
        }
    }

    private void audit(String before) {
        String detail = "rules %s, before %s".formatted(shortened(rules), shortened(before));
        AuditAct act = runs.scope().confirmedBy().isPresent() ? AuditAct.LET_THROUGH : AuditAct.RULES_CHANGED;
        ledger.audit().note(runs.scope().confirmedBy().orElse(Audit.PROGRAM), act, detail);
    }

    private static String shortened(String hash) {
        return hash.substring(0, Math.min(SHOWN, hash.length()));
    }

    private void hold(Changed changed, long delivered) {
        String message =
                ("The rules (routes/, config/) were edited since the last run and would change %d of the %d people delivered before, more than sync.brake-share (%s): held before anything is written."
                                + " Candidates such as %s. See them with plan. To let it through, end a sync that is running and use: sync --once --yes")
                        .formatted(changed.many, delivered, share, String.join(", ", changed.examples));
        if (!runs.planning()) {
            throw new Stop(Reason.BRAKE, message);
        }
        runs.notes().remark(RemarkCode.BRAKE, message);
    }

    private long delivered() {
        Map<Outcome, Long> counts = ledger.candidates().countByOutcome();
        return Stream.of(Outcome.values())
                .filter(Outcome::isDelivered)
                .mapToLong(outcome -> counts.getOrDefault(outcome, 0L))
                .sum();
    }

    private Changed changed() {
        Changed changed = new Changed();
        try (DryRun rules = dryRun.get()) {
            list.pages(page -> {
                Map<String, CandidateRecord> known = ledger.listed().lookUp(page);
                for (ObjectNode candidate : page) {
                    CandidateRecord before = known.get(candidate.path("id").asText(""));
                    if (before != null && isDelivered(before) && differs(rules.mapped(candidate), before)) {
                        changed.add(before.togglId());
                    }
                }
            });
        }
        return changed;
    }

    private static boolean isDelivered(CandidateRecord known) {
        return known.fingerprint() != null && known.outcome().isDelivered();
    }

    private boolean differs(DryRun.Mapped mapped, CandidateRecord before) {
        return mapped.delivery()
                .filter(delivery -> isLedElsewhere(delivery, before)
                        || (withDetails
                                ? !mapped.lane().equals(before.lane())
                                        || !before.tags().containsAll(delivery.tags())
                                : !delivery.fingerprint().equals(before.fingerprint())))
                .isPresent();
    }

    /** To an agency where everybody is somebody new. */
    private boolean isLedElsewhere(Delivery delivery, CandidateRecord before) {
        String wanted = delivery.agency().isEmpty() ? agency : delivery.agency();
        return !wanted.equals(before.scope().agency());
    }

    private static final class Changed {

        private final List<String> examples = new ArrayList<>();
        private long many;

        void add(String togglId) {
            many++;
            if (examples.size() < EXAMPLES) {
                examples.add(togglId);
            }
        }
    }
}
