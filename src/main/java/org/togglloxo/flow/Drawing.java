package org.togglloxo.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.togglloxo.flow.Outline.Drawn;
import org.togglloxo.flow.Outline.Step;

/** Ways to draw an outline. */
public enum Drawing {
    /** Indented lines. */
    TEXT(Drawing::text),
    /** A diagram as Markdown viewers show it. */
    MERMAID(outline -> new MermaidDrawing(outline).draw()),
    /** A picture. */
    SVG(outline -> new SvgDrawing(outline).draw());

    private static final int LONGEST = 90;

    private final Function<Outline, String> way;

    Drawing(Function<Outline, String> way) {
        this.way = way;
    }

    public String of(Outline outline) {
        return way.apply(outline);
    }

    private static String text(Outline outline) {
        List<String> lines = new ArrayList<>();
        for (Drawn route : outline.routes()) {
            if (route.file().isEmpty()) {
                continue;
            }
            lines.add("%s  %s".formatted(route.file(), route.description()));
            lines.add("  from %s".formatted(route.from()));
            route.steps().forEach(step -> text(outline, step, "  ", lines));
            lines.add("");
        }
        return String.join("\n", lines);
    }

    private static void text(Outline outline, Step step, String indent, List<String> lines) {
        lines.add(indent + line(outline, step));
        step.steps().forEach(below -> text(outline, below, indent + "  ", lines));
    }

    /** One step in one line. */
    static String line(Outline outline, Step step) {
        String id = step.id().isEmpty() ? "" : " " + step.id();
        if (!step.calls().isEmpty()) {
            String home = outline.route(step.calls())
                    .map(route -> route.file().isEmpty() ? "the program" : route.file())
                    .map(" (%s)"::formatted)
                    .orElse("");
            return "%s%s -> %s%s".formatted(step.kind(), id, step.calls(), home);
        }
        return "%s%s%s".formatted(step.kind(), id, step.text().isEmpty() ? "" : ": " + shortened(step.text()));
    }

    static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
