package org.togglloxo.scorecard;

/**
 * Text of one look.
 *
 * @param text may hold line breaks
 * @param look how it looks
 * @param link where a click leads, or null
 */
record Span(String text, Look look, String link) {

    static Span of(String text, Look look) {
        return new Span(text, look, null);
    }
}
