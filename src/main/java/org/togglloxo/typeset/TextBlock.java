package org.togglloxo.typeset;

import java.util.ArrayList;
import java.util.List;

/**
 * A block of running text.
 *
 * @param spans what it says
 * @param indent in points
 * @param code whether line breaks and spaces mean something
 */
public record TextBlock(List<Span> spans, float indent, boolean code) {

    /** The rows of blocks in a column, code on a panel. */
    public static List<Row> rows(List<TextBlock> blocks, Typesetter typesetter, float x, float width, float above) {
        List<Row> rows = new ArrayList<>();
        for (TextBlock block : blocks) {
            float left = x + block.indent;
            float wide = width - block.indent;
            float space = rows.isEmpty() ? above : 3;
            rows.addAll(
                    block.code
                            ? Row.onPanel(typesetter.set(block.spans, wide - 2 * Row.PAD), left, wide, space + 2)
                            : Row.column(typesetter.set(block.spans, wide), left, wide, space));
        }
        return rows;
    }
}
