package org.togglloxo.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.togglloxo.failure.Finding;
import org.togglloxo.failure.Stop;
import org.togglloxo.loxo.LoxoDoctor;
import org.togglloxo.loxo.person.PersonReader;
import org.togglloxo.loxo.person.PersonReader.FoundPerson;
import org.togglloxo.loxo.person.ReadBack;
import org.togglloxo.scorecard.Scorecard;
import org.togglloxo.togglhire.FoundCandidate;
import org.togglloxo.togglhire.TogglCandidates;
import org.togglloxo.togglhire.TogglHireDoctor;
import org.togglloxo.togglhire.TogglList;

/** What is asked of Toggl Hire and Loxo beside all runs. */
public final class FlowServices {

    private final FlowBuild build;

    FlowServices(FlowBuild build) {
        this.build = build;
    }

    private <T> T bean(String name, Class<T> type) {
        return build.context().getRegistry().lookupByNameAndType(name, type);
    }

    /** Asks both services by every endpoint in use that can be asked without writing. */
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(bean("togglHireDoctor", TogglHireDoctor.class).examine());
        findings.addAll(bean("loxoDoctor", LoxoDoctor.class).examine());
        return findings;
    }

    /** Whose ledger it is, where both services answer. */
    public Finding examineLedger() {
        return bean("ledgerBinding", LedgerBinding.class).examine();
    }

    /** The topic that is the queue, where several nodes share one. */
    public Optional<Finding> examineQueue() {
        return SharedQueueBinding.examine(build.context(), build.settings);
    }

    /**
     * The test result of a candidate, as a PDF; none where Toggl Hire has no such candidate.
     *
     * @throws Stop when Toggl Hire cannot be asked
     */
    public Optional<byte[]> scorecard(String togglId) {
        return bean("togglCandidates", TogglCandidates.class)
                .find(togglId)
                .map(bean("scorecard", Scorecard.class)::pdf);
    }

    /**
     * The ids of candidates with an address, as Toggl Hire knows it.
     *
     * @throws Stop when Toggl Hire cannot be asked
     */
    public List<String> candidatesWith(String email) {
        return bean("togglCandidates", TogglCandidates.class).idsOf(email);
    }

    /** Who a candidate is; none where Toggl Hire has no such candidate. */
    public Optional<FoundCandidate> candidate(String togglId) {
        return named(() -> bean("togglCandidates", TogglCandidates.class).who(togglId));
    }

    /** Who a person is; none where Loxo has no such person. */
    public Optional<FoundPerson> person(String loxoId) {
        return named(() -> bean("personReader", PersonReader.class).find(loxoId));
    }

    /** Whoever asks may not know which agency was asked, whose settings are to be named. */
    private <T> T named(Supplier<T> question) {
        try {
            return question.get();
        } catch (Stop stop) {
            throw stop.saying(build.settings.scope().named(stop.message()));
        }
    }

    /**
     * Compares Loxo with what was delivered; once.
     *
     * @param details whether each candidate is read whole, so that what the details add is compared as well
     */
    public Reconciliation reconciliation(boolean details) {
        return new Reconciliation(
                build.with,
                bean("readBack", ReadBack.class),
                bean("togglList", TogglList.class),
                details ? Optional.of(bean("togglCandidates", TogglCandidates.class)) : Optional.empty(),
                () -> DryRun.of(build.settings, build.files, build.with.clock()));
    }
}
