package org.togglloxo.typeset;

import java.awt.Color;

/**
 * How text looks.
 *
 * @param weight the font
 * @param size in points
 * @param ink its colour
 */
public record Look(Weight weight, float size, Color ink) {

    public static final Color DARK = new Color(0x1d2430);
    public static final Color GRAY = new Color(0x626b78);
    public static final Color BLUE = new Color(0x1f4e8c);
    public static final Color GREEN = new Color(0x17693f);
    public static final Color RED = new Color(0xa8261d);
    public static final Color PALE = new Color(0xf1f4f8);
    static final Color RULE = new Color(0xd5dbe3);

    public static final Look BODY = new Look(Weight.REGULAR, 9.5f, DARK);
    public static final Look BODY_BOLD = new Look(Weight.BOLD, 9.5f, DARK);
    public static final Look CODE = new Look(Weight.MONO, 8.5f, DARK);
    public static final Look NOTE = new Look(Weight.REGULAR, 8.5f, GRAY);
    public static final Look LABEL = new Look(Weight.REGULAR, 7.5f, GRAY);

    public enum Weight {
        REGULAR,
        BOLD,
        MONO
    }

    public Look in(Color other) {
        return new Look(weight, size, other);
    }

    public Look in(Weight other) {
        return new Look(other, other == Weight.MONO ? size * 0.92f : size, ink);
    }

    public Look sized(float other) {
        return new Look(weight, other, ink);
    }

    /** From one line to the next, in points. */
    public float leading() {
        return size * (size > 12 ? 1.22f : 1.38f);
    }
}
