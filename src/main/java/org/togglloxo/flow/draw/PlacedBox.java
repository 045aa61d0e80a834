package org.togglloxo.flow.draw;

import java.util.ArrayList;
import java.util.List;
import org.togglloxo.flow.draw.Outline.Box;

/**
 * A box with its place and what stands in it; all lengths are pixels.
 *
 * @param lines from its own top
 * @param exits where arrows leave it, from its own top
 */
record PlacedBox(Box box, int x, int y, int width, int height, List<Line> lines, List<Exit> exits) {

    /** The width of a cell of the font at 12 px: that of the widest font of fixed width in use, and a little more. */
    static final double CELL = 7.3;

    /** Where arrows come in, from the top: the middle of the title. */
    static final int ENTRY = 15;

    private static final int LINE = 16;
    private static final int PADDING = 12;
    private static final int INDENT = 16;
    private static final int DEEPEST = 10;

    /**
     * One line.
     *
     * @param full where it was shortened, else the same
     */
    record Line(int x, int y, String text, String full, String style) {}

    record Exit(int y, String to) {}

    /** With all its steps, or with its title and description alone. */
    static PlacedBox of(Outline outline, Box box, boolean withSteps, int x, int width) {
        Filling filling = new Filling(width);
        filling.add(0, box.title(), 1, "title");
        filling.add(0, box.description(), 2, "description");
        List<Exit> exits = new ArrayList<>();
        for (LayoutRow row : withSteps ? LayoutRow.of(box) : List.<LayoutRow>of()) {
            boolean calls = !row.to().isEmpty();
            String text =
                    calls ? row.text() + " \u2192 " + outline.box(row.to()).title() : row.text();
            int at = filling.add(
                    Math.min(row.depth(), DEEPEST) + 1, text, 2, calls ? "call" : row.branch() ? "branch" : "step");
            if (calls) {
                exits.add(new Exit(at - 4, row.to()));
            }
        }
        return new PlacedBox(box, x, 0, width, filling.y + 8, filling.lines, exits);
    }

    PlacedBox at(int top) {
        return new PlacedBox(box, x, top, width, height, lines, exits);
    }

    int right() {
        return x + width;
    }

    int bottom() {
        return y + height;
    }

    int entry() {
        return y + ENTRY;
    }

    /** Lines as they are filled in. */
    private static final class Filling {
        private final int width;
        private final List<Line> lines = new ArrayList<>();
        private int y = 4;

        Filling(int width) {
            this.width = width;
        }

        /** Returns where the first of the lines stands. */
        int add(int depth, String text, int most, String style) {
            if (text.isEmpty()) {
                return y;
            }
            int first = y + LINE;
            int left = PADDING + Math.max(0, depth - 1) * INDENT;
            int whole = (int) ((width - left - PADDING) / CELL);
            int hanging = depth > 0 ? INDENT : 0;
            int cells = Cells.width(text) <= whole ? whole : (int) ((width - left - hanging - PADDING) / CELL);
            for (String line : Cells.wrap(text, cells, most)) {
                y += LINE;
                lines.add(new Line(
                        left + (y == first ? 0 : hanging), y, line, line.endsWith("...") ? text : line, style));
            }
            return first;
        }
    }
}
