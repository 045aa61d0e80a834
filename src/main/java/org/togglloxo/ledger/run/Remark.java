package org.togglloxo.ledger.run;

/**
 * Something that somebody should know of a run and that did not end it, such as a custom field that Loxo does not have.
 *
 * @param code for scripts
 * @param message for people, without personal data
 */
public record Remark(String code, String message) {}
