package org.togglloxo.cli.sandbox;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.page.OperatorsPage;
import org.togglloxo.page.RunEvents;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.server.Engine;
import org.togglloxo.settings.Settings;

/** The operators' page of a sandbox that is served, with tokens made for it. */
record SandboxPage(SandboxOperations operations, OperatorsPage page, String token) implements AutoCloseable {

    private static final int TOKEN_BYTES = 12;

    /**
     * Serves it at {@code page.port}, or at a free port where that is taken.
     *
     * @param folder without settings
     * @param more what else is set, where the ledger is among it
     */
    static SandboxPage start(Sandbox sandbox, CommandContext context, Path folder, Map<String, String> more) {
        String token = madeUp();
        Map<String, String> settings = new TreeMap<>(TrialSettings.leadingTo(sandbox));
        settings.putAll(more);
        settings.put("page.port", context.all().text("page.port"));
        settings.put("page.admin-token", token);
        settings.put("sync.scheduled", "false");
        // over those as shipped: what stands in the working directory may be meant for something real, or wrong
        Settings shipped = Settings.load(folder, Map.of(), new Properties());
        FlowSettings sound = FlowSettings.from(shipped.with(settings));
        RunEvents events = new RunEvents(context.clock());
        SandboxOperations operations = new SandboxOperations(sound, context.folder(), events, context.clock());
        OperatorsPage page = OperatorsPage.start(sound.page(), operations, events, new Engine());
        if (page.url().isEmpty() && sound.page().address().on()) {
            page.close();
            settings.put("page.port", "0");
            page = OperatorsPage.start(
                    FlowSettings.from(shipped.with(settings)).page(), operations, events, new Engine());
        }
        return new SandboxPage(operations, page, token);
    }

    private static String madeUp() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
        page.close();
        operations.close();
    }
}
