package org.togglloxo.cli.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.sql.LedgerSettings;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Scope;
import org.togglloxo.settings.Settings;
import org.togglloxo.settings.SpaceSettings;

/**
 * Where a command runs.
 *
 * @param folder the working directory
 * @param environment environment variables, which override settings
 * @param system system properties, the same
 * @param console where it prints
 * @param signals what tells it to end
 * @param scope the workspace and agency that it is about; empty for all of them
 */
public record CommandContext(
        Path folder,
        Map<String, String> environment,
        Properties system,
        Clock clock,
        Console console,
        Signals signals,
        Optional<Scope> scope) {

    public CommandContext(
            Path folder,
            Map<String, String> environment,
            Properties system,
            Clock clock,
            Console console,
            Signals signals) {
        this(folder, environment, system, clock, console, signals, Optional.empty());
    }

    /** The same for one workspace and agency. */
    public CommandContext in(Scope one) {
        String whose = one.workspace().isEmpty() ? "" : "workspace %s: ".formatted(one.workspace());
        return new CommandContext(
                folder, environment, system, clock, console.about(whose, null), signals, Optional.of(one));
    }

    /** The same without a secret, from wherever it comes. */
    public CommandContext without(String secret) {
        Map<String, String> changed = new HashMap<>(environment);
        Stream.of("", "-file", "-command").forEach(form -> changed.put(Settings.variable(secret + form), ""));
        return new CommandContext(folder, changed, system, clock, console, signals, scope);
    }

    /** One for each workspace, where there are several and none is chosen; else itself. */
    public List<CommandContext> each() {
        Settings all = all();
        SpaceSettings spaces = new SpaceSettings(all);
        return spaces.isOne()
                ? List.of(this)
                : spaces.scopes().stream().map(this::in).toList();
    }

    /** The same with its results printed elsewhere. */
    public CommandContext printingTo(PrintWriter results) {
        return new CommandContext(folder, environment, system, clock, console.about(null, results), signals, scope);
    }

    /** A candidate's id as people see it: with its workspace where there are several. */
    public String shown(String togglId) {
        return scope.map(one -> one.shown(togglId)).orElse(togglId);
    }

    /** A sentence with the names that the settings have there: where there are several, others could be meant. */
    public String named(String sentence) {
        return scope.map(one -> one.named(sentence)).orElse(sentence);
    }

    /** Who gives the command, as the operating system names them. */
    public String actor() {
        return system.getProperty("user.name", "unknown");
    }

    /** All settings of the working directory, whether sound or not. */
    public Settings all() {
        Settings whole = Settings.load(folder, environment, system);
        return scope.map(whole::of).orElse(whole);
    }

    /** The settings of the working directory, with their secrets kept out of every log line from now on. */
    public FlowSettings settings() {
        FlowSettings whole = FlowSettings.from(Settings.load(folder, environment, system));
        whole.all().warnings().forEach(problem -> console.warningOfAll(problem.message()));
        return scoped(whole);
    }

    /** The same with the text that the settings file had at some moment; every key that was in force stays hidden. */
    public FlowSettings settings(Optional<byte[]> text) {
        return scoped(FlowSettings.from(Settings.of(folder, text.orElse(new byte[0]), environment, system)));
    }

    /** Hides every key; of one workspace and agency, what is wrong with any of them counts. */
    private FlowSettings scoped(FlowSettings whole) {
        Logging.hide(whole.secrets());
        return scope.map(one -> FlowSettings.from(whole.all().of(one)).with(whole.problems()))
                .orElse(whole);
    }

    /** For commands that ask no service: keys need not be there. */
    public FlowSettings offlineSettings() {
        return FlowSettings.offline(settings().all());
    }

    /** For commands that ask Toggl Hire alone: what Loxo needs, need not be there. */
    public FlowSettings soundSettingsWithoutLoxo() {
        FlowSettings settings = settings();
        List<Problem> problems = settings.problems().stream()
                .filter(problem -> !problem.setting().startsWith("loxo."))
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return FlowSettings.withoutLoxo(settings.all());
    }

    /** Settings that a run may start with. */
    public FlowSettings soundSettings() {
        FlowSettings settings = settings();
        if (!settings.problems().isEmpty()) {
            throw new InvalidSettings(settings.problems());
        }
        return settings;
    }

    /** For commands that need the ledger alone: the keys need not be there. */
    public LedgerSettings ledgerSettings() {
        FlowSettings settings = settings();
        List<Problem> problems = settings.problems().stream()
                .filter(problem -> problem.setting().startsWith("ledger."))
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return settings.ledger();
    }
}
