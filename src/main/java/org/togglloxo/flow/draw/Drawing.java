package org.togglloxo.flow.draw;

import java.util.function.Function;

/** Ways to draw an outline. */
public enum Drawing {
    /** Boxes of letters. */
    TEXT(outline -> new TextDrawing(outline).draw()),
    /** A diagram as Markdown viewers show it. */
    MERMAID(outline -> new MermaidDrawing(outline).draw()),
    /** A picture. */
    SVG(outline -> new SvgDrawing(outline).draw());

    private final Function<Outline, String> way;

    Drawing(Function<Outline, String> way) {
        this.way = way;
    }

    public String of(Outline outline) {
        return way.apply(outline);
    }
}
