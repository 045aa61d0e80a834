package org.togglloxo.cli.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/** What the stand-alone program would log, from all that runs in this process; closing it gives the tests their own log again. */
public final class ProgramLog implements AutoCloseable {

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private ProgramLog() {}

    public static ProgramLog begin(String level) {
        ProgramLog log = new ProgramLog();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        log.context.reset();
        appender.setContext(log.context);
        appender.setOutputStream(log.bytes);
        Logging.configure(log.context, Level.toLevel(level, Level.INFO), appender);
        return log;
    }

    public String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        context.reset();
        try {
            new ContextInitializer(context).autoConfig();
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
    }
}
