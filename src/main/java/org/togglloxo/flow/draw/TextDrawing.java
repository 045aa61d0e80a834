package org.togglloxo.flow.draw;

import java.util.ArrayList;
import java.util.List;
import org.togglloxo.flow.draw.Outline.Box;
import org.togglloxo.flow.draw.Outline.Connection;

/** An outline as boxes of letters, one below the other; arrows lead to the next one, and name the others. */
final class TextDrawing {

    private static final int WIDTH = 100;
    private static final int INSIDE = WIDTH - 4;
    private static final int LINES = 4;

    private final Outline outline;
    private final List<Connection> connections;
    private final List<String> lines = new ArrayList<>();

    TextDrawing(Outline outline) {
        this.outline = outline;
        this.connections = outline.connections();
    }

    String draw() {
        Box before = null;
        for (Box box : outline.boxes()) {
            if (before != null) {
                boolean leads = leads(before, box);
                lines.add(leads ? "        |" : "");
                if (leads) {
                    lines.add("        v");
                }
            }
            draw(box);
            before = box;
        }
        return String.join("\n", lines) + "\n";
    }

    private boolean leads(Box one, Box other) {
        return connections.stream()
                .anyMatch(each -> each.from().equals(one.key()) && each.to().equals(other.key()) && !each.errors());
    }

    private void draw(Box box) {
        String title = Cells.shortened(name(box), WIDTH - 8);
        lines.add("+- " + title + " " + "-".repeat(WIDTH - 5 - Cells.width(title)) + "+");
        paragraph(0, box.description());
        if (!box.from().isEmpty()) {
            paragraph(0, "from " + box.from());
        }
        for (LayoutRow row : LayoutRow.of(box)) {
            String to = row.to().isEmpty() ? "" : " -> " + target(outline.box(row.to()));
            paragraph(row.depth() * 2 + 2, row.text() + to);
        }
        lines.add("+" + "-".repeat(WIDTH - 2) + "+");
    }

    private static String name(Box box) {
        return switch (box.kind()) {
            case ROUTE, ERRORS ->
                box.file().isEmpty()
                        ? box.id()
                        : box.title().endsWith(": " + box.id()) ? box.file() + ": " + box.id() : box.file();
            case PROGRAM -> box.id() + " (the program)";
            case QUEUE -> box.title();
            case SOURCE -> "starts with " + box.id();
            case LEDGER -> box.id();
            case SERVICE -> "service " + box.id();
        };
    }

    private static String target(Box box) {
        String home = box.file().isEmpty()
                ? box.kind() == Outline.Kind.PROGRAM ? " (the program)" : ""
                : " (%s)".formatted(box.file());
        return switch (box.kind()) {
            case ROUTE, PROGRAM -> box.key() + home;
            default -> box.id() + home;
        };
    }

    private void paragraph(int indent, String text) {
        String margin = " ".repeat(Math.min(indent, INSIDE / 2));
        for (String line : text.isEmpty() ? List.<String>of() : Cells.wrap(text, INSIDE - margin.length() - 2, LINES)) {
            String padded = margin + line;
            lines.add("| " + padded + " ".repeat(INSIDE - Cells.width(padded)) + " |");
            margin = " ".repeat(Math.min(indent, INSIDE / 2) + 2);
        }
    }
}
