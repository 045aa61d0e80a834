package org.togglloxo.loxo.api;

/**
 * A file that is sent along.
 *
 * @param parameter Loxo's name for it, such as {@code resume}
 * @param fileName what it is called there
 */
public record Attachment(String parameter, String fileName, String contentType, byte[] content) {}
