package org.togglloxo.typeset;

/**
 * Text of one look.
 *
 * @param text may hold line breaks
 * @param look how it looks
 * @param link where a click leads, or null
 */
public record Span(String text, Look look, String link) {

    public static Span of(String text, Look look) {
        return new Span(text, look, null);
    }
}
