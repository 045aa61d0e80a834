package org.togglloxo.ledger.sql;

import java.sql.SQLException;
import java.util.function.Function;

/** Connections that are lent, as many at once as there may be; whoever wants one more waits. */
interface Sessions extends AutoCloseable {

    @FunctionalInterface
    interface Opener {
        Session open() throws SQLException;
    }

    /** @throws SqlFailure when none can be opened */
    Session take();

    void giveBack(Session session);

    default <T> T with(Function<Session, T> work) {
        Session session = take();
        try {
            return work.apply(session);
        } finally {
            giveBack(session);
        }
    }

    @Override
    void close();
}
