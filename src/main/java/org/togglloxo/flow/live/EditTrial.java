package org.togglloxo.flow.live;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.flow.DryRun;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.files.FlowException;
import org.togglloxo.flow.files.FlowFiles;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.flow.files.SettingLines;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;
import org.togglloxo.settings.SpaceSettings;
import org.togglloxo.settings.UnreadableFile;

/** Whether an edit can be used: its settings are read, and its routes are tried beside the running ones. */
final class EditTrial {

    private static final Pattern FIXED = Pattern.compile("(ledger|observe|page)\\.");
    private static final Logger LOG = LoggerFactory.getLogger(LiveFlow.class);

    private final Function<Optional<byte[]>, FlowSettings> settings;
    private final Clock clock;

    EditTrial(Function<Optional<byte[]>, FlowSettings> settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The settings of the edit, where nothing is wrong with it.
     *
     * @throws FlowException what is wrong
     */
    FlowSettings of(Flow running, FlowFiles now) {
        FlowSettings sound = withoutFixed(running, sound(running, now));
        dryRun(sound, now);
        return sound;
    }

    /** @throws FlowException what is wrong with the routes */
    void dryRun(FlowSettings sound, FlowFiles files) {
        try (DryRun dryRun = DryRun.of(sound, files, clock)) {
            dryRun.probe().forEach(warning -> LOG.warn("{}", warning.message()));
        }
    }

    private FlowSettings sound(Flow running, FlowFiles now) {
        if (running.files().ownRoutes() && !now.ownRoutes()) {
            throw refusal(new RouteError(
                    RouteError.SOMEWHERE,
                    0,
                    "the folder is gone. Put it back; to go on with the copies in the jar, start sync again"));
        }
        FlowSettings read;
        try {
            read = settings.apply(now.content(FlowFiles.SETTINGS));
        } catch (UnreadableFile e) {
            throw refusal(new RouteError(e.file(), e.line(), e.reason()));
        }
        if (!read.problems().isEmpty()) {
            throw refusal(SettingLines.error(now, read.problems().get(0)));
        }
        requireSameSpaces(running.settings().whole(), read.whole(), now);
        return read;
    }

    /** Which workspaces there are is what the process was started with: under another name one would be led with the key of all. */
    private static void requireSameSpaces(Settings before, Settings read, FlowFiles now) {
        boolean same = before.spaces().equals(read.spaces())
                && new SpaceSettings(before).scopes().equals(new SpaceSettings(read).scopes());
        if (!same) {
            String changed = Stream.of("toggl.workspaces", "loxo.agencies")
                    .filter(list -> !before.text(list).equals(read.text(list)))
                    .findFirst()
                    .orElse("toggl.agency");
            throw refusal(SettingLines.error(
                    now,
                    new Problem(
                            changed,
                            "%s changes which workspaces there are, or where they are led to, and nothing of the edit is taken over while sync runs. End it, and start it again"
                                    .formatted(changed))));
        }
    }

    private static FlowException refusal(RouteError error) {
        return new FlowException(error, null);
    }

    /** The ledger and the ports are open: others need another process. */
    private static FlowSettings withoutFixed(Flow running, FlowSettings read) {
        Settings before = running.settings().all();
        Map<String, String> kept = new TreeMap<>();
        before.values().forEach((name, value) -> {
            if (FIXED.matcher(name).lookingAt()
                    && !value.equals(read.all().values().get(name))) {
                kept.put(name, value);
            }
        });
        if (kept.isEmpty()) {
            return read;
        }
        LOG.warn("{} takes effect when sync is started again; everything else is taken over", kept.keySet());
        return FlowSettings.from(read.all().with(kept));
    }
}
