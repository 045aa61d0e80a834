package org.togglloxo.flow.draw;

import java.util.Map;
import java.util.function.Function;

/** Ways to draw an outline. */
public enum Drawing {
    /** Boxes of letters. */
    TEXT(outline -> new TextDrawing(outline).draw()),
    /** A diagram as Markdown viewers show it. */
    MERMAID(outline -> new MermaidDrawing(outline).draw()),
    /** A picture. */
    SVG(outline -> new SvgDrawing(outline, Map.of()).draw());

    private final Function<Outline, String> way;

    Drawing(Function<Outline, String> way) {
        this.way = way;
    }

    public String of(Outline outline) {
        return way.apply(outline);
    }

    /**
     * A picture with numbers on its arrows.
     *
     * @param counts how much went to the boxes of these ids
     */
    public static String counted(Outline outline, Map<String, Long> counts) {
        return new SvgDrawing(outline, counts).draw();
    }
}
