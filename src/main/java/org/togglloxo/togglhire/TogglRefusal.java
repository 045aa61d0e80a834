package org.togglloxo.togglhire;

import org.togglloxo.http.StatusException;

/** Toggl Hire answered a call with a status that is no success; the type of its error is the body. */
final class TogglRefusal extends StatusException {

    private static final long serialVersionUID = 1L;

    TogglRefusal(String call, int status, String location, String type) {
        super("Toggl Hire", call, status, location, type);
    }
}
