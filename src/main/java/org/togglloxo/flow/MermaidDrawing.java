package org.togglloxo.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.togglloxo.flow.Outline.Drawn;
import org.togglloxo.flow.Outline.Step;

/** An outline as a Mermaid flowchart: a box a route, an arrow a call, on it the condition under which it is made. */
final class MermaidDrawing {

    private static final Set<String> BRANCHES = Set.of("when", "otherwise", "filter", "doCatch");

    private final Outline outline;
    private final List<String> lines = new ArrayList<>();

    MermaidDrawing(Outline outline) {
        this.outline = outline;
    }

    String draw() {
        lines.add("flowchart TD");
        for (Drawn route : outline.routes()) {
            String title = route.file().isEmpty() ? route.id() : route.file().replaceFirst("^routes/", "");
            lines.add("  %s[\"%s\"]".formatted(name(route.from()), quoted(title)));
            if (!route.from().startsWith("direct:")) {
                lines.add("  %s((\"%s\")) --> %s"
                        .formatted("at_" + name(route.from()), quoted(route.from()), name(route.from())));
            }
        }
        for (Drawn route : outline.routes()) {
            route.steps().forEach(step -> calls(route, step, ""));
        }
        return String.join("\n", lines) + "\n";
    }

    private void calls(Drawn route, Step step, String condition) {
        if (!step.calls().isEmpty()) {
            String target = name(step.calls());
            if (outline.route(step.calls()).isEmpty()) {
                lines.add("  %s([\"%s\"])".formatted(target, quoted(step.calls())));
            }
            lines.add("  %s -->%s %s"
                    .formatted(
                            name(route.from()),
                            condition.isEmpty() ? "" : "|\"%s\"|".formatted(quoted(condition)),
                            target));
        }
        String below = BRANCHES.contains(step.kind())
                ? Drawing.shortened(step.text().isEmpty() ? step.kind() : step.text())
                : condition;
        step.steps().forEach(next -> calls(route, next, below));
    }

    private static String name(String endpoint) {
        return endpoint.replaceAll("[^A-Za-z0-9]", "_");
    }

    private static String quoted(String text) {
        return text.replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace(">", "#gt;")
                .replace("|", "#124;");
    }
}
