package org.togglloxo.typeset;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;

/** A paragraph, measured letter by letter; cut into lines it gives what is to be drawn, from left to right. */
final class Letters {

    private final String text;
    private final Span[] spans;
    private final Face[] faces;
    /** The sum of what stands before a letter, in points. */
    private final float[] left;

    private final Bidi directions;
    private final Fonts fonts;
    private final Look fallback;

    private Letters(List<Span> parts, Fonts fonts) {
        StringBuilder all = new StringBuilder();
        parts.forEach(part -> all.append(part.text()));
        this.text = all.toString();
        this.fonts = fonts;
        this.fallback = parts.get(0).look();
        this.spans = new Span[text.length()];
        this.faces = new Face[text.length()];
        this.left = new float[text.length() + 1];
        int at = 0;
        for (Span part : parts) {
            for (int i = 0; i < part.text().length(); i++) {
                spans[at++] = part;
            }
        }
        measure();
        char[] chars = text.toCharArray();
        this.directions =
                Bidi.requiresBidi(chars, 0, chars.length) ? new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT) : null;
    }

    /** The paragraph of these spans, which hold no line breaks and only what the fonts can show. */
    static Letters of(List<Span> spans, Fonts fonts) {
        return new Letters(spans, fonts);
    }

    private void measure() {
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int length = Character.charCount(character);
            Look look = spans[i].look();
            boolean withBefore = isMark(character) && i > 0 && faces[i - 1].has(character);
            faces[i] = withBefore ? faces[i - 1] : fonts.face(character, look.weight());
            left[i + 1] = left[i] + faces[i].advance(character) * look.size();
            if (length == 2) {
                faces[i + 1] = faces[i];
                left[i + 2] = left[i + 1];
            }
            i += length;
        }
    }

    String text() {
        return text;
    }

    /** In points, without the spaces at the end. */
    float width(int from, int to) {
        return left[withoutSpaces(from, to)] - left[from];
    }

    /** Where to break a word that is wider than a line: after at least one letter, and not before a mark. */
    int fitting(int from, int to, float width) {
        int end = from + Character.charCount(text.codePointAt(from));
        int next = end;
        while (next < to && left[next] - left[from] <= width) {
            end = next;
            do {
                next += Character.charCount(text.codePointAt(next));
            } while (next < to && isMark(text.codePointAt(next)));
        }
        return end;
    }

    /** The letters of one line, in the order of their places on it. */
    Line line(int from, int to, float width) {
        int end = withoutSpaces(from, to);
        List<Line.Piece> pieces = new ArrayList<>();
        float x = 0;
        for (int[] run : runs(from, end)) {
            x = (run[2] % 2 == 0) ? forwards(run[0], run[1], x, pieces) : backwards(run[0], run[1], x, pieces);
        }
        float height = fallback.leading();
        float size = fallback.size();
        for (Line.Piece piece : pieces) {
            height = Math.max(height, piece.look().leading());
            size = Math.max(size, piece.look().size());
        }
        return new Line(pieces, x, height, size, directions != null && !directions.baseIsLeftToRight());
    }

    /** Stretches of one direction as {from, to, level}, from left to right. */
    private List<int[]> runs(int from, int to) {
        if (directions == null || from == to) {
            return List.of(new int[] {from, to, 0});
        }
        Bidi line = directions.createLineBidi(from, to);
        Integer[] order = new Integer[line.getRunCount()];
        byte[] levels = new byte[order.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
            levels[i] = (byte) line.getRunLevel(i);
        }
        Bidi.reorderVisually(levels, 0, order, 0, order.length);
        List<int[]> runs = new ArrayList<>();
        for (int i : order) {
            runs.add(new int[] {from + line.getRunStart(i), from + line.getRunLimit(i), line.getRunLevel(i)});
        }
        return runs;
    }

    private float forwards(int from, int to, float x, List<Line.Piece> pieces) {
        float pen = x;
        int start = from;
        for (int i = from; i < to; i++) {
            if (i + 1 == to || faces[i + 1] != faces[i] || !spans[i + 1].equals(spans[i])) {
                pen = add(text.substring(start, i + 1), start, left[i + 1] - left[start], pen, pieces);
                start = i + 1;
            }
        }
        return pen;
    }

    private float backwards(int from, int to, float x, List<Line.Piece> pieces) {
        float pen = x;
        StringBuilder drawn = new StringBuilder();
        float width = 0;
        for (int i = to; i > from; ) {
            int start = clusterBefore(i, from);
            drawn.append(mirrored(text.substring(start, i)));
            width += left[i] - left[start];
            if (start == from || faces[start - 1] != faces[start] || !spans[start - 1].equals(spans[start])) {
                pen = add(drawn.toString(), start, width, pen, pieces);
                drawn.setLength(0);
                width = 0;
            }
            i = start;
        }
        return pen;
    }

    private float add(String drawn, int at, float width, float x, List<Line.Piece> pieces) {
        Look look = spans[at].look();
        boolean embolden = fonts.lacksBold(faces[at], look.weight());
        pieces.add(new Line.Piece(drawn, faces[at], look, embolden, spans[at].link(), x, width));
        return x + width;
    }

    /** Where the letter before this place begins, its marks included. */
    private int clusterBefore(int end, int from) {
        int start = end - Character.charCount(text.codePointBefore(end));
        while (start > from && isMark(text.codePointAt(start)) && faces[start - 1] == faces[start]) {
            start -= Character.charCount(text.codePointBefore(start));
        }
        return start;
    }

    private int withoutSpaces(int from, int to) {
        int end = to;
        while (end > from && text.charAt(end - 1) == ' ') {
            end--;
        }
        return end;
    }

    private static String mirrored(String letter) {
        int at = letter.length() == 1 ? "()[]{}<>«»‹›".indexOf(letter) : -1;
        return at < 0 ? letter : String.valueOf("()[]{}<>«»‹›".charAt(at ^ 1));
    }

    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }
}
