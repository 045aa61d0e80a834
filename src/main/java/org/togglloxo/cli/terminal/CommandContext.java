package org.togglloxo.cli.terminal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.sql.LedgerSettings;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;

/**
 * Where a command runs.
 *
 * @param folder the working directory
 * @param environment environment variables, which override settings
 * @param system system properties, the same
 * @param console where it prints
 */
public record CommandContext(
        Path folder, Map<String, String> environment, Properties system, Clock clock, Console console) {

    /** Who gives the command, as the operating system names them. */
    public String actor() {
        return system.getProperty("user.name", "unknown");
    }

    /** All settings of the working directory, whether sound or not. */
    public Settings all() {
        return Settings.load(folder, environment, system);
    }

    /** The settings of the working directory, with their secrets kept out of every log line from now on. */
    public FlowSettings settings() {
        FlowSettings settings = FlowSettings.from(all());
        Logging.hide(settings.secrets());
        settings.all().warnings().forEach(problem -> console.warning(problem.message()));
        return settings;
    }

    /** The same with the text that the settings file had at some moment; every key that was in force stays hidden. */
    public FlowSettings settings(Optional<byte[]> text) {
        Settings all = Settings.of(folder, text.orElse(new byte[0]), environment, system);
        FlowSettings settings = FlowSettings.from(all);
        Logging.hide(settings.secrets());
        return settings;
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
