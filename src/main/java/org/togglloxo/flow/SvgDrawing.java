package org.togglloxo.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.togglloxo.flow.Outline.Drawn;
import org.togglloxo.flow.Outline.Step;

/** An outline as a picture: the routes one below the other with their steps, and an arc at the side for each call. */
final class SvgDrawing {

    private static final int LINE = 18;
    private static final int MARGIN = 20;
    private static final int WIDTH = 860;
    private static final int INDENT = 18;
    private static final int ARCS = 260;

    private final Outline outline;
    private final List<String> boxes = new ArrayList<>();
    private final List<String> arcs = new ArrayList<>();
    private final Map<String, Integer> heads = new HashMap<>();
    private int y = MARGIN;

    SvgDrawing(Outline outline) {
        this.outline = outline;
    }

    String draw() {
        List<Drawn> routes = outline.routes().stream()
                .filter(route -> !route.file().isEmpty())
                .toList();
        place(routes);
        y = MARGIN;
        routes.forEach(this::route);
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
                <defs><marker id="head" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#357"/></marker></defs>
                <rect width="100%%" height="100%%" fill="white"/>
                %s
                %s
                </svg>
                """.formatted(WIDTH + ARCS, y, String.join("\n", boxes), String.join("\n", arcs));
    }

    /** Where each route begins, before any arc is drawn to it. */
    private void place(List<Drawn> routes) {
        int at = MARGIN;
        for (Drawn route : routes) {
            heads.put(route.from(), at + LINE);
            at += height(route) + MARGIN;
        }
    }

    private static int height(Drawn route) {
        return (2 + count(route.steps())) * LINE + LINE;
    }

    private static int count(List<Step> steps) {
        return steps.stream().mapToInt(step -> 1 + count(step.steps())).sum();
    }

    private void route(Drawn route) {
        int top = y;
        boxes.add("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"#f4f7fb\" stroke=\"#357\"/>"
                .formatted(MARGIN, top, WIDTH - MARGIN, height(route)));
        y += LINE;
        line(1, route.file() + ": " + route.description(), true);
        line(1, "from " + route.from(), false);
        route.steps().forEach(step -> step(step, 2));
        y = top + height(route) + MARGIN;
    }

    private void step(Step step, int depth) {
        Integer head = heads.get(step.calls());
        if (head != null) {
            int bend = WIDTH + Math.min(ARCS - MARGIN, MARGIN + Math.abs(head - y) / 6);
            arcs.add(
                    "<path d=\"M%d,%d C%d,%d %d,%d %d,%d\" fill=\"none\" stroke=\"#357\" opacity=\"0.6\" marker-end=\"url(#head)\"/>"
                            .formatted(WIDTH, y - 4, bend, y - 4, bend, head, WIDTH, head));
        }
        line(depth, Drawing.line(outline, step), false);
        step.steps().forEach(below -> step(below, depth + 1));
    }

    private void line(int depth, String text, boolean bold) {
        boxes.add("<text x=\"%d\" y=\"%d\"%s>%s</text>"
                .formatted(
                        MARGIN + depth * INDENT,
                        y,
                        bold ? " font-weight=\"bold\"" : "",
                        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
        y += LINE;
    }
}
