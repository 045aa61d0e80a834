package org.togglloxo.flow.draw;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.togglloxo.flow.draw.Outline.Box;
import org.togglloxo.flow.draw.Outline.Connection;

/** An outline as a Mermaid flowchart: on each arrow the condition under which it is taken. */
final class MermaidDrawing {

    private static final int LONGEST = 90;

    private final Outline outline;
    private final Map<String, String> names = new HashMap<>();
    private final List<String> lines = new ArrayList<>();

    MermaidDrawing(Outline outline) {
        this.outline = outline;
        Set<String> taken = new HashSet<>();
        for (Box box : outline.boxes()) {
            // the kind before it where it could be a word of Mermaid's own, such as end
            String plain = box.key().contains(":") ? box.key() : box.kind() + "_" + box.key();
            String name = plain.replaceAll("[^A-Za-z0-9]", "_");
            while (!taken.add(name)) {
                name += "_";
            }
            names.put(box.key(), name);
        }
    }

    String draw() {
        lines.add("flowchart TD");
        for (Box box : outline.boxes()) {
            lines.add("  " + names.get(box.key()) + shape(box));
        }
        for (Connection connection : outline.connections()) {
            String condition = connection.condition().isEmpty()
                    ? ""
                    : "|\"%s\"|".formatted(quoted(Cells.shortened(connection.condition(), LONGEST)));
            lines.add("  %s %s%s %s"
                    .formatted(
                            names.get(connection.from()),
                            connection.errors() ? "-.->" : "-->",
                            condition,
                            names.get(connection.to())));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String shape(Box box) {
        String text = "\"" + quoted(box.title()) + "\"";
        return switch (box.kind()) {
            case ROUTE -> "[" + text + "]";
            case PROGRAM -> "[[" + text + "]]";
            case ERRORS -> "{{" + text + "}}";
            case QUEUE, SOURCE -> "([" + text + "])";
            case LEDGER -> "[(" + text + ")]";
            case SERVICE -> "((" + text + "))";
        };
    }

    /** By number, all that means something to Mermaid or to the HTML that it makes. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        text.codePoints().forEach(letter -> {
            if ("\"#&<>|[]{}();`\\%$".indexOf(letter) >= 0) {
                quoted.append('#').append(letter).append(';');
            } else {
                quoted.appendCodePoint(letter);
            }
        });
        return quoted.toString();
    }
}
