package org.togglloxo.flow.draw;

import java.util.ArrayList;
import java.util.List;
import org.togglloxo.flow.draw.Outline.Box;
import org.togglloxo.flow.draw.Outline.Step;

/**
 * One line of a box: a step that leads to another box or holds others, or plain steps that follow on one another.
 *
 * @param to the key of the box that it leads to, or empty
 * @param branch whether what stands below depends on it
 */
record LayoutRow(int depth, String text, String to, boolean branch) {

    static List<LayoutRow> of(Box box) {
        List<LayoutRow> rows = new ArrayList<>();
        add(rows, box.steps(), 0);
        if (!box.errors().isEmpty()) {
            rows.add(new LayoutRow(0, "errors", box.errors(), false));
        }
        return rows;
    }

    private static void add(List<LayoutRow> rows, List<Step> steps, int depth) {
        List<String> plain = new ArrayList<>();
        for (Step step : steps) {
            if (step.calls().isEmpty() && step.steps().isEmpty() && !step.isBranch()) {
                plain.add(step.id().isEmpty() ? step.kind() : step.id());
            } else {
                flush(rows, plain, depth);
                String name = step.id().isEmpty()
                        ? step.kind()
                        : step.calls().isEmpty() ? step.kind() + " " + step.id() : step.id();
                String text = step.text().isEmpty() ? name : name + ": " + step.text();
                rows.add(new LayoutRow(depth, text, step.calls(), step.isBranch()));
                add(rows, step.steps(), depth + 1);
            }
        }
        flush(rows, plain, depth);
    }

    private static void flush(List<LayoutRow> rows, List<String> plain, int depth) {
        if (!plain.isEmpty()) {
            rows.add(new LayoutRow(depth, String.join(", ", plain), "", false));
            plain.clear();
        }
    }
}
