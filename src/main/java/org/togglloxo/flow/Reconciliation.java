package org.togglloxo.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.loxo.person.ReadBack;
import org.togglloxo.loxo.person.ReadBack.Difference;
import org.togglloxo.sync.run.CallKind;
import org.togglloxo.sync.run.Forecast;
import org.togglloxo.togglhire.TogglCandidates;
import org.togglloxo.togglhire.TogglList;

/** Reads Loxo back, and compares it with the ledger and with what the rules of today make of Toggl's list; writes nothing. */
public final class Reconciliation {

    private static final long PER_PAGE = 100;

    private final FlowContext with;
    private final ReadBack loxo;
    private final TogglList toggl;
    private final Optional<TogglCandidates> details;
    private final Supplier<DryRun> dryRun;

    /** @param details who reads what the list does not tell; empty where that is left out */
    Reconciliation(
            FlowContext with,
            ReadBack loxo,
            TogglList toggl,
            Optional<TogglCandidates> details,
            Supplier<DryRun> dryRun) {
        this.with = with;
        this.loxo = loxo;
        this.toggl = toggl;
        this.details = details;
        this.dryRun = dryRun;
    }

    /** Begins. Returns which calls are to come at least: whoever seems to differ is read by themselves. */
    public Forecast begin() {
        long people = loxo.begin();
        Map<CallKind, Long> calls = new EnumMap<>(CallKind.class);
        calls.put(CallKind.LOOK_UPS, people / PER_PAGE + 1);
        calls.put(CallKind.PAGES, loxo.known() / PER_PAGE + 1);
        details.ifPresent(read -> calls.put(CallKind.DETAILS, loxo.known()));
        return Forecast.of(calls, with.toggl()::expected, with.loxo()::expected);
    }

    /** How many people the ledger knows. */
    public long known() {
        return loxo.known();
    }

    /** Tells of each difference; those of one person one after the other. */
    public void compare(Consumer<Difference> found) {
        loxo.compare(deliveries(), found);
    }

    /** Of everybody listed who was delivered before. */
    private Map<String, Delivery> deliveries() {
        Ledger ledger = with.ledger();
        Map<String, Delivery> deliveries = new HashMap<>();
        try (DryRun rules = dryRun.get()) {
            toggl.pages(page -> {
                Map<String, CandidateRecord> known = ledger.listed().lookUp(page);
                for (ObjectNode candidate : page) {
                    CandidateRecord before = known.get(candidate.path("id").asText(""));
                    if (before != null && before.loxoId() != null) {
                        mapped(rules, candidate)
                                .delivery()
                                .ifPresent(delivery -> deliveries.put(before.togglId(), delivery));
                    }
                }
            });
        }
        return deliveries;
    }

    private DryRun.Mapped mapped(DryRun rules, ObjectNode candidate) {
        return details.map(read -> rules.mapped(candidate, read.details(candidate)))
                .orElseGet(() -> rules.mapped(candidate));
    }
}
