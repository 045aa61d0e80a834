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
    private final ListAppender<ILoggingEvent> events = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (only == null || only == Thread.currentThread()) {
                super.append(event);
            }
        }
    };
    private final Thread only;

    private CapturedLog(String name, Thread only) {
        this.only = only;
        logger = (Logger) LoggerFactory.getLogger(name);
        events.start();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(events);
    }

    public static CapturedLog of(String name) {
        return new CapturedLog(name, null);
    }

    /** Without what other tests write at the same time. */
    public static CapturedLog ofThisThread(String name) {
        return new CapturedLog(name, Thread.currentThread());
    }

    public List<ILoggingEvent> events() {
        synchronized (events) {
            return List.copyOf(events.list);
        }
    }

    @Override
    public void close() {
        logger.detachAppender(events);
        logger.setLevel(null);
        logger.setAdditive(true);
    }
}
