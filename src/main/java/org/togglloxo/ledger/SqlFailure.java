package org.togglloxo.ledger;

import java.sql.SQLException;

/** What the database or its driver refused, for work that is handed around as a function. */
final class SqlFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    SqlFailure(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
