package org.togglloxo.typeset;

import java.util.List;

/**
 * One line, ready to be drawn.
 *
 * @param pieces from left to right
 * @param width in points, without spaces at the end
 * @param height in points, to the next line
 * @param size of its largest letters, in points
 * @param rightToLeft whether its paragraph reads so, and stands at the right
 */
public record Line(List<Piece> pieces, float width, float height, float size, boolean rightToLeft) {

    /**
     * A stretch of one look in one font.
     *
     * @param text in the order in which it is drawn
     * @param embolden drawn with a contour, for a font without a bold of its own
     * @param x from the line's left end, in points
     */
    record Piece(String text, Face face, Look look, boolean embolden, String link, float x, float width) {}

    /** From the line's top to the foot of its letters, in points. */
    float baseline() {
        return (height - size) / 2 + size * 0.83f;
    }
}
