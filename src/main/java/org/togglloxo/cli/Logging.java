package org.togglloxo.cli;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.togglloxo.settings.Secrets;

/**
 * The log of the stand-alone program: to stderr, at the level that {@code LOG_LEVEL} names, never with a secret in it.
 * The configuration has a name of its own, so that a host that embeds the routes keeps its own.
 */
final class Logging {

    private static final Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");
    private static final AtomicReference<Secrets> SECRETS = new AtomicReference<>(Secrets.of());

    private Logging() {}

    static void start(String level) {
        String wanted = level == null ? "" : level.strip().toUpperCase(Locale.ROOT);
        String ours = LEVELS.contains(wanted) ? wanted : "INFO";
        System.setProperty("toggl-loxo.log-level", ours);
        System.setProperty("toggl-loxo.pool-log-level", ours.equals("INFO") ? "ERROR" : ours);
        System.setProperty("toggl-loxo.other-log-level", ours.equals("INFO") ? "WARN" : ours);
        System.setProperty("logback.configurationFile", "org/togglloxo/cli/logging.xml");
    }

    /** From now on; what was hidden before stays so. */
    static void hide(Secrets secrets) {
        SECRETS.updateAndGet(secrets::and);
    }

    static String clean(String text) {
        return SECRETS.get().redact(text);
    }

    /** The message without secrets. */
    public static final class CleanMessage extends MessageConverter {
        @Override
        public String convert(ILoggingEvent event) {
            return clean(super.convert(event));
        }
    }

    /** The stack trace without secrets. */
    public static final class CleanTrace extends ThrowableProxyConverter {
        @Override
        public String convert(ILoggingEvent event) {
            return clean(super.convert(event));
        }
    }
}
