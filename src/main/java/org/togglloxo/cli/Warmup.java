package org.togglloxo.cli;

import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.slf4j.LoggerFactory;

/**
 * What every run needs and what depends on nothing, done beside what comes first: the first call goes out earlier by so much.
 * What goes wrong here goes wrong again where it is needed, and is told there.
 */
final class Warmup {

    private Warmup() {}

    static void begin() {
        Thread thread = new Thread(Warmup::run, "head-start");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run() {
        LoggerFactory.getLogger(Warmup.class);
        try {
            SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            // whoever connects says so
        }
    }
}
