package org.togglloxo.webhooks;

/** A body that is none of Loxo's webhooks; the message never quotes it. */
public final class NotANotice extends Exception {

    private static final long serialVersionUID = 1L;

    NotANotice(String message) {
        super(message);
    }
}
