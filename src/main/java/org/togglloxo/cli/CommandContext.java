package org.togglloxo.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.togglloxo.flow.FlowSettings;
import org.togglloxo.ledger.LedgerSettings;
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
record CommandContext(Path folder, Map<String, String> environment, Properties system, Clock clock, Console console) {

    /** All settings of the working directory, whether sound or not. */
    Settings all() {
        return Settings.load(folder, environment, system);
    }

    /** The settings of the working directory, with their secrets kept out of every log line from now on. */
    FlowSettings settings() {
        FlowSettings settings = FlowSettings.from(all());
        Logging.hide(settings.secrets());
        settings.all().unknown().forEach(problem -> console.warning(problem.sentence()));
        return settings;
    }

    /** The same with the text that the settings file had at some moment; every key that was in force stays hidden. */
    FlowSettings settings(Optional<byte[]> text) {
        Settings all = Settings.of(folder, text.orElse(new byte[0]), environment, system);
        FlowSettings settings = FlowSettings.from(all);
        Logging.hide(settings.secrets());
        return settings;
    }

    /** For commands that ask no service: keys need not be there. */
    FlowSettings offlineSettings() {
        return FlowSettings.offline(settings().all());
    }

    /** For commands that ask Toggl Hire alone: what Loxo needs, need not be there. */
    FlowSettings soundSettingsWithoutLoxo() {
        FlowSettings settings = settings();
        List<Problem> problems = settings.problems().stream()
                .filter(problem -> !problem.setting().startsWith("loxo."))
                .toList();
        if (!problems.isEmpty()) {
            throw new UnsoundSettings(problems);
        }
        return FlowSettings.withoutLoxo(settings.all());
    }

    /** Settings that a run may start with. */
    FlowSettings soundSettings() {
        FlowSettings settings = settings();
        if (!settings.problems().isEmpty()) {
            throw new UnsoundSettings(settings.problems());
        }
        return settings;
    }

    /** For commands that need the ledger alone: the keys need not be there. */
    LedgerSettings ledgerSettings() {
        FlowSettings settings = settings();
        List<Problem> problems = settings.problems().stream()
                .filter(problem -> problem.setting().startsWith("ledger."))
                .toList();
        if (!problems.isEmpty()) {
            throw new UnsoundSettings(problems);
        }
        return settings.ledger();
    }
}
