package org.togglloxo.ledger.sql;

import java.sql.SQLException;

/** What the database or its driver refused, for work that is handed around as a function. */
final class SqlFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String state;

    SqlFailure(SQLException cause) {
        super(cause.getMessage(), cause);
        state = cause.getSQLState();
    }

    /** The SQL state, or null. */
    String state() {
        return state;
    }
}
