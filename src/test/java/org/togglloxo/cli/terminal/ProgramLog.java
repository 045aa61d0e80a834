package org.togglloxo.cli.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/**
 * What the stand-alone program would write to stderr of itself, from all that runs in this process: its log, and what no thread of
 * it caught. Closing it gives the tests their own log again.
 */
public final class ProgramLog implements AutoCloseable {

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

    private ProgramLog() {}

    public static ProgramLog begin(String level) {
        ProgramLog log = new ProgramLog();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        log.context.reset();
        appender.setContext(log.context);
        appender.setOutputStream(log.bytes);
        Logging.configure(log.context, Level.toLevel(level, Level.INFO), appender);
        Thread.setDefaultUncaughtExceptionHandler(log::uncaught);
        return log;
    }

    private void uncaught(Thread thread, Throwable error) {
        PrintWriter writer = new PrintWriter(bytes, true, StandardCharsets.UTF_8);
        writer.print("Exception in thread \"" + thread.getName() + "\" ");
        error.printStackTrace(writer);
    }

    public String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        Thread.setDefaultUncaughtExceptionHandler(before);
        context.reset();
        try {
            new ContextInitializer(context).autoConfig();
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
    }
}
