package org.togglloxo.settings;

/** A secret cannot be had from where it is said to be. */
final class InvalidSecret extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and what to do, without the name of the setting and without any secret */
    InvalidSecret(String message) {
        super(message);
    }
}
