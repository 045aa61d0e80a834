package org.togglloxo.cli.terminal;

import java.security.NoSuchAlgorithmException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.slf4j.LoggerFactory;
import org.togglloxo.flow.files.FlowSettings;

/**
 * What depends on nothing, done beside what comes first: the first call goes out earlier by so much. What goes wrong here goes
 * wrong again where it is needed, and is told there.
 */
public final class Warmup {

    private Warmup() {}

    /** What every command needs. */
    public static void begin() {
        begin(() -> LoggerFactory.getLogger(Warmup.class));
    }

    /** What encrypted calls need: all certificates that the JDK trusts. */
    static void calls(FlowSettings settings) {
        if (Stream.of(settings.toggl().baseUrl(), settings.loxo().baseUrl())
                .anyMatch(url -> url.startsWith("https:"))) {
            begin(() -> {
                try {
                    SSLContext.getDefault();
                } catch (NoSuchAlgorithmException e) {
                    // whoever connects says so
                }
            });
        }
    }

    private static void begin(Runnable work) {
        Thread thread = new Thread(work, "head-start");
        thread.setDaemon(true);
        thread.start();
    }
}
