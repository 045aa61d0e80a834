package org.togglloxo.webhooks;

/** A body that is none of Loxo's webhooks; the message never quotes it. */
public final class InvalidWebhook extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidWebhook(String message) {
        super(message);
    }
}
