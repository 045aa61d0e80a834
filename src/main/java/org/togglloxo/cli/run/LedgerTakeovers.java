package org.togglloxo.cli.run;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.failure.Stop;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.settings.Spaces;
import org.togglloxo.sync.run.Runs;

/**
 * Before the first run under names: whose the candidates of a ledger without them are, whichever workspace comes first. What
 * cannot be told is left to the runs, which say so.
 */
public final class LedgerTakeovers {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerTakeovers.class);

    private LedgerTakeovers() {}

    public static void make(List<CommandContext> each) {
        FlowSettings any = each.get(0).soundSettings();
        try (Ledger ledger = Ledger.openAlone(any.ledger(), each.get(0).clock())) {
            make(each, ledger);
        }
    }

    static void make(List<CommandContext> each, Ledger ledger) {
        if (each.size() > 1
                && !isUnderListedNames(ledger, each.get(0).all().whole().spaces())) {
            each.forEach(one -> make(one, ledger));
        }
    }

    private static boolean isUnderListedNames(Ledger ledger, Spaces spaces) {
        Set<String> others = new TreeSet<>(ledger.names().workspaces());
        spaces.eachWorkspace().forEach(others::remove);
        Set<String> agencies = new TreeSet<>(ledger.names().agencies());
        spaces.eachAgency().forEach(agencies::remove);
        return others.isEmpty() && agencies.isEmpty();
    }

    private static void make(CommandContext one, Ledger ledger) {
        FlowSettings settings = one.soundSettings();
        Runs runs = Runs.none(one.clock());
        try (Flow flow = Flow.command(settings, one.folder(), ledger.of(settings.scope()), runs, one.clock())) {
            runs.beginAlone();
            flow.ledgerBinding().takeOver();
        } catch (Stop stop) {
            LOG.debug("whose the ledger is was not told by {}", settings.scope(), stop);
        }
    }
}
