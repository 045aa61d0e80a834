package org.togglloxo.server;

/**
 * What a server answers.
 *
 * @param type of the body, such as {@code application/json}
 */
public record Answer(int status, String type, String body) {

    private static final int OK = 200;

    public static Answer json(int status, String body) {
        return new Answer(status, "application/json; charset=utf-8", body);
    }

    public static Answer text(String body) {
        return new Answer(OK, "text/plain; charset=utf-8", body);
    }
}
