package org.togglloxo.cli.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import org.togglloxo.settings.Secrets;

/**
 * The log of the stand-alone program: to stderr, at the level that {@code LOG_LEVEL} names, never with a secret in it. It has a
 * provider of its own, so that a host that embeds the routes keeps its own log; and written in Java, which takes a tenth of a
 * second less at each start than a file that Logback would have to read.
 */
public final class Logging {

    private static final Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");
    private static final String ALERT = "org.togglloxo.alert";
    private static final String QUARTZ = "org.quartz.";
    private static final String LEVEL = "toggl-loxo.log-level";
    private static final String LINE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}: %clean%n%cleanTrace%nopex";
    private static final AtomicReference<Secrets> SECRETS = new AtomicReference<>(Secrets.of());

    private Logging() {}

    public static void start(String level) {
        String wanted = level == null ? "" : level.strip().toUpperCase(Locale.ROOT);
        System.setProperty(LEVEL, LEVELS.contains(wanted) ? wanted : "INFO");
        System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, Provider.class.getName());
        // it would tell of the provider
        System.setProperty("slf4j.internal.verbosity", "WARN");
    }

    /** What SLF4J is given to log by. */
    public static final class Provider extends LogbackServiceProvider {
        @Override
        public void initialize() {
            LoggerContext context = (LoggerContext) getLoggerFactory();
            context.setMDCAdapter((LogbackMDCAdapter) getMDCAdapter());
            configure(context, Level.valueOf(System.getProperty(LEVEL)));
            context.start();
        }
    }

    /** @param ours the level of the program's own lines */
    static void configure(LoggerContext context, Level ours) {
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setTarget(ConsoleTarget.SystemErr.getName());
        configure(context, ours, stderr);
    }

    static void configure(LoggerContext context, Level ours, OutputStreamAppender<ILoggingEvent> appender) {
        boolean usual = ours == Level.INFO;
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(usual ? Level.WARN : ours);
        root.addAppender(started(appender, context));
        Map.of(
                        "org.togglloxo",
                        ours,
                        // the keys are on the wire, so the wire is never logged
                        "org.apache.hc.client5.http.wire",
                        Level.OFF,
                        "org.apache.hc.client5.http.headers",
                        Level.OFF,
                        // a broken connection is told by the ledger, without a stack trace
                        "com.zaxxer.hikari",
                        usual ? Level.ERROR : ours,
                        // PDFBox has a word on every stretch of text that it writes
                        "org.apache.pdfbox",
                        Level.WARN,
                        // a keyword of Camel's schema that says nothing of right or wrong
                        "com.networknt",
                        Level.ERROR)
                .forEach((logger, level) -> context.getLogger(logger).setLevel(level));
    }

    private static OutputStreamAppender<ILoggingEvent> started(
            OutputStreamAppender<ILoggingEvent> appender, LoggerContext context) {
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.getInstanceConverterMap().put("clean", CleanMessage::new);
        layout.getInstanceConverterMap().put("cleanTrace", CleanTrace::new);
        layout.setPattern(LINE);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    /** From now on; what was hidden before stays so. */
    public static void hide(Secrets secrets) {
        SECRETS.updateAndGet(secrets::and);
        secrets.followedBy(later -> SECRETS.updateAndGet(later::and));
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
                    ? message.lines().map(PrintableText::of).collect(Collectors.joining(System.lineSeparator()))
                    : PrintableText.of(message);
        }
    }

    /**
     * The stack trace without secrets, each message in it on one line. Quartz tells of a database that went away again and
     * again, in seventy lines each time: what the driver says is enough.
     */
    public static final class CleanTrace extends ThrowableProxyConverter {
        @Override
        public String convert(ILoggingEvent event) {
            IThrowableProxy database = event.getLoggerName().startsWith(QUARTZ) ? database(event) : null;
            return database == null
                    ? super.convert(event)
                    : clean(PrintableText.of("  " + database.getMessage())) + System.lineSeparator();
        }

        /** What the driver threw, or null. */
        private static IThrowableProxy database(ILoggingEvent event) {
            IThrowableProxy thrown = null;
            for (IThrowableProxy error = event.getThrowableProxy(); error != null; error = error.getCause()) {
                thrown = error instanceof ThrowableProxy proxy && proxy.getThrowable() instanceof SQLException
                        ? error
                        : thrown;
            }
            return thrown;
        }

        @Override
        protected String throwableProxyToString(IThrowableProxy error) {
            return clean(super.throwableProxyToString(new PrintableThrowable(error)));
        }
    }

    /** What was thrown, with messages that a terminal may be shown. */
    private record PrintableThrowable(IThrowableProxy error) implements IThrowableProxy {

        @Override
        public String getMessage() {
            return error.getMessage() == null ? null : PrintableText.of(error.getMessage());
        }

        @Override
        public String getOverridingMessage() {
            return error.getOverridingMessage() == null ? null : PrintableText.of(error.getOverridingMessage());
        }

        @Override
        public String getClassName() {
            return error.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return error.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return error.getCommonFrames();
        }

        @Override
        public IThrowableProxy getCause() {
            return error.getCause() == null ? null : new PrintableThrowable(error.getCause());
        }

        @Override
        public IThrowableProxy[] getSuppressed() {
            return Arrays.stream(error.getSuppressed())
                    .map(PrintableThrowable::new)
                    .toArray(IThrowableProxy[]::new);
        }

        @Override
        public boolean isCyclic() {
            return error.isCyclic();
        }
    }
}
