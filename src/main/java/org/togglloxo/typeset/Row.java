package org.togglloxo.typeset;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * What stays together on one page: lines side by side, with what lies behind them.
 *
 * @param above space over it, in points, unless a page begins with it
 * @param height without that space
 * @param placed lines and their places, from the row's top left corner
 * @param panel a rectangle behind the lines, or null
 * @param rule whether a line is drawn over it
 */
public record Row(float above, float height, List<PlacedLine> placed, Panel panel, boolean rule) {

    /** Between a panel's edge and what is on it, at the sides. */
    public static final float PAD = 8;

    public record PlacedLine(Line line, float x, float y) {}

    record Panel(float x, float width, Color color) {}

    /** One row a line, at this distance from the left in a column of this width; the space is over the first. */
    public static List<Row> column(List<Line> lines, float x, float width, float above) {
        List<Row> rows = new ArrayList<>();
        for (Line line : lines) {
            float at = line.rightToLeft() ? x + width - line.width() : x;
            float space = rows.isEmpty() ? above : 0;
            rows.add(new Row(space, line.height(), List.of(new PlacedLine(line, at, 0)), null, false));
        }
        return rows;
    }

    /** The same on a panel, which is as wide as the column. */
    public static List<Row> onPanel(List<Line> lines, float x, float width, float above) {
        Panel panel = new Panel(x, width, Look.PALE);
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(above, PAD / 2, List.of(), panel, false));
        for (Line line : lines) {
            float at = line.rightToLeft() ? x + width - PAD - line.width() : x + PAD;
            rows.add(new Row(0, line.height(), List.of(new PlacedLine(line, at, 0)), panel, false));
        }
        rows.add(new Row(0, PAD / 2, List.of(), panel, false));
        return rows;
    }

    /** One row a line at the left edge, whatever way the lines read. */
    public static List<Row> left(List<Line> lines, float above) {
        List<Row> rows = new ArrayList<>();
        for (Line line : lines) {
            rows.add(new Row(
                    rows.isEmpty() ? above : 0, line.height(), List.of(new PlacedLine(line, 0, 0)), null, false));
        }
        return rows;
    }

    /** The same with one more line beside the first. */
    public Row with(Line line, float x) {
        List<PlacedLine> all = new ArrayList<>(placed);
        // letters of different size on one foot; who takes the text out reads from the left
        all.add(
                x < all.get(0).x() ? 0 : all.size(),
                new PlacedLine(line, x, placed.get(0).line().baseline() - line.baseline()));
        return new Row(above, height, all, panel, rule);
    }

    /** The same with a line drawn over it. */
    public Row ruled() {
        return new Row(above, height, placed, panel, true);
    }

    float total() {
        return above + height;
    }
}
