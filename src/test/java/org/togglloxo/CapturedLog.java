package org.togglloxo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What is written to a logger, from INFO on, until this is closed; it stays out of the tests' own output. */
public final class CapturedLog implements AutoCloseable {

    /** Camel's own, which all tests at work share: whoever captures it locks it by this name. */
    public static final String CAMEL = "org.apache.camel";

    private final Logger logger;
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    public CapturedLog(String name) {
        logger = (Logger) LoggerFactory.getLogger(name);
        events.start();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(events);
    }

    public List<ILoggingEvent> events() {
        synchronized (events) {
            return List.copyOf(events.list);
        }
    }

    /** Without what other tests write at the same time. */
    public List<ILoggingEvent> eventsOfThisThread() {
        String own = Thread.currentThread().getName();
        return events().stream()
                .filter(event -> event.getThreadName().equals(own))
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(events);
        logger.setLevel(null);
        logger.setAdditive(true);
    }
}
