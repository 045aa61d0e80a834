package org.togglloxo.cli;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.togglloxo.settings.Secrets;

/**
 * The log of the stand-alone program: to stderr, at the level that {@code LOG_LEVEL} names, never with a secret in it.
 * The configuration has a name of its own, so that a host that embeds the routes keeps its own.
 */
final class Logging {

    private static final Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");
    private static final String ALERT = "org.togglloxo.alert";
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

    /** The message without secrets, on one line; an alert has several, each of which begins with words of ours. */
    public static final class CleanMessage extends MessageConverter {
        @Override
        public String convert(ILoggingEvent event) {
            String message = clean(super.convert(event));
            return event.getLoggerName().equals(ALERT)
                    ? message.lines().map(Legible::of).collect(Collectors.joining(System.lineSeparator()))
                    : Legible.of(message);
        }
    }

    /** The stack trace without secrets, each message in it on one line. */
    public static final class CleanTrace extends ThrowableProxyConverter {
        @Override
        protected String throwableProxyToString(IThrowableProxy trouble) {
            return clean(super.throwableProxyToString(new LegibleTrouble(trouble)));
        }
    }

    /** What was thrown, with messages that a terminal may be shown. */
    private record LegibleTrouble(IThrowableProxy trouble) implements IThrowableProxy {

        @Override
        public String getMessage() {
            return trouble.getMessage() == null ? null : Legible.of(trouble.getMessage());
        }

        @Override
        public String getOverridingMessage() {
            return trouble.getOverridingMessage() == null ? null : Legible.of(trouble.getOverridingMessage());
        }

        @Override
        public String getClassName() {
            return trouble.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return trouble.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return trouble.getCommonFrames();
        }

        @Override
        public IThrowableProxy getCause() {
            return trouble.getCause() == null ? null : new LegibleTrouble(trouble.getCause());
        }

        @Override
        public IThrowableProxy[] getSuppressed() {
            return Arrays.stream(trouble.getSuppressed())
                    .map(LegibleTrouble::new)
                    .toArray(IThrowableProxy[]::new);
        }

        @Override
        public boolean isCyclic() {
            return trouble.isCyclic();
        }
    }
}
