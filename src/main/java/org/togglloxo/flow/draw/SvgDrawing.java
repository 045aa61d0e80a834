package org.togglloxo.flow.draw;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.togglloxo.flow.draw.Gutter.Arrow;
import org.togglloxo.flow.draw.Gutter.Drawn;

/** An outline as a picture of one screen's width, on a ground of its own, so that it can be read on any page. */
final class SvgDrawing {

    private static final String FONT =
            "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', 'Courier New', monospace";
    private static final String FAILS = "#c0392b";
    private static final List<String> INKS = List.of("#1f5f99", "#7a4fa3", "#2d7d46", "#a8641a", "#0b7a75", "#9b2f6b");

    private final Outline outline;
    private final Layout layout;
    private final Map<String, Long> counts;

    /** @param counts what stands on the arrows to boxes of these ids: how much went there */
    SvgDrawing(Outline outline, Map<String, Long> counts) {
        this.outline = outline;
        this.layout = new Layout(outline);
        this.counts = counts;
    }

    String draw() {
        int height = layout.bottom() + 24;
        List<String> parts = new ArrayList<>();
        layout.arrows().forEach(drawn -> parts.add(arrow(drawn)));
        layout.boxes().forEach(placed -> parts.add(box(placed)));
        parts.addAll(counts());
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" font-family="%3$s" font-size="12">
                <title>The flow</title>
                <style>
                .title { font-weight: bold; fill: #16202b }
                .description { fill: #44505c }
                .step { fill: #44505c }
                .branch { fill: #7a3e00 }
                .errors { fill: #b3301f }
                .call { fill: #12406b }
                .ROUTE rect { fill: #eef4fb; stroke: #2f5d8a }
                .PROGRAM rect { fill: #f2f2f2; stroke: #6b6b6b; stroke-dasharray: 5 3 }
                .ERRORS rect { fill: #fdf0ed; stroke: #b3452c }
                .QUEUE rect, .SOURCE rect { fill: #fff7e0; stroke: #a8841a }
                .LEDGER rect { fill: #eaf6ec; stroke: #2d7d46 }
                .SERVICE rect { fill: #f5eefb; stroke: #7a4fa3 }
                .count { font-weight: bold; fill: #16202b; stroke: #ffffff; stroke-width: 4; paint-order: stroke }
                path { fill: none; stroke-width: 1.4 }
                </style>
                <defs>
                %4$s
                </defs>
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                <text x="16" y="24" class="title" font-size="14">The flow: routes of the files on the left, from top to bottom; what the program adds on the right</text>
                <text x="16" y="42" class="description">Dashed boxes are the program's own. Red arrows are taken by what fails. All that leads to one box shares a line.</text>
                %5$s
                </svg>
                """.formatted(Layout.WIDTH, height, FONT, heads(), String.join("\n", parts));
    }

    private static String heads() {
        return IntStream.rangeClosed(0, INKS.size())
                .mapToObj(ink ->
                        "<marker id=\"head%d\" markerWidth=\"9\" markerHeight=\"8\" refX=\"8\" refY=\"4\" orient=\"auto\" markerUnits=\"userSpaceOnUse\"><polygon points=\"0,0 9,4 0,8\" fill=\"%s\"/></marker>"
                                .formatted(ink, ink < INKS.size() ? INKS.get(ink) : FAILS))
                .reduce((one, other) -> one + "\n" + other)
                .orElseThrow();
    }

    /** By its end, so that what leads to one box has one colour. */
    private String arrow(Drawn drawn) {
        Arrow arrow = drawn.arrow();
        int ink = arrow.errors() ? INKS.size() : outline.boxes().indexOf(outline.box(arrow.to())) % INKS.size();
        String way = arrow.startX() == arrow.endX() && drawn.x() == arrow.startX()
                ? "V%d".formatted(arrow.endY())
                : String.format(Locale.ROOT, "H%.1f V%d H%d", drawn.x(), arrow.endY(), arrow.endX());
        return "<path data-from=\"%s\" data-to=\"%s\" d=\"M%d,%d %s\" stroke=\"%s\" marker-end=\"url(#head%d)\"/>"
                .formatted(
                        escaped(arrow.from()),
                        escaped(arrow.to()),
                        arrow.startX(),
                        arrow.startY(),
                        way,
                        ink < INKS.size() ? INKS.get(ink) : FAILS,
                        ink);
    }

    /** Once at each end, since what leads to one box shares a line. */
    private Collection<String> counts() {
        Map<String, String> labels = new LinkedHashMap<>();
        for (Drawn drawn : layout.arrows()) {
            Arrow arrow = drawn.arrow();
            Long count = counts.get(outline.box(arrow.to()).id());
            if (count != null) {
                boolean down = arrow.startX() == arrow.endX() && drawn.x() == arrow.startX();
                boolean fromLeft = !down && drawn.x() < arrow.endX();
                int x = down ? arrow.endX() + 8 : fromLeft ? arrow.endX() - 12 : arrow.endX() + 12;
                int y = down ? (arrow.startY() + arrow.endY()) / 2 + 2 : arrow.endY() - 5;
                // the last one drawn lies on top
                labels.put(
                        arrow.to() + (down ? " down" : ""),
                        "<text x=\"%d\" y=\"%d\" class=\"count\" text-anchor=\"%s\">%d</text>"
                                .formatted(x, y, fromLeft ? "end" : "start", count));
            }
        }
        return labels.values();
    }

    private static String box(PlacedBox placed) {
        StringBuilder box = new StringBuilder("<g class=\"%s\" data-key=\"%s\"><title>%s</title>"
                .formatted(
                        placed.box().kind(),
                        escaped(placed.box().key()),
                        escaped(placed.box().title() + "\n" + placed.box().description())));
        box.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>"
                .formatted(placed.x(), placed.y(), placed.width(), placed.height()));
        for (PlacedBox.Line line : placed.lines()) {
            boolean whole = line.full().equals(line.text());
            box.append("\n<text x=\"%d\" y=\"%d\" class=\"%s\">%s%s</text>"
                    .formatted(
                            placed.x() + line.x(),
                            placed.y() + line.y(),
                            line.style(),
                            whole ? "" : "<title>" + escaped(line.full()) + "</title>",
                            escaped(line.text())));
        }
        return box.append("</g>").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
