package org.togglloxo.settings;

/**
 * Something wrong with one setting.
 *
 * @param setting its name
 * @param message value (unless secret), rule and fix
 */
public record Problem(String setting, String message) {}
