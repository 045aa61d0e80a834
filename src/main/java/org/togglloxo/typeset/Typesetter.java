package org.togglloxo.typeset;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Breaks text into lines. */
public final class Typesetter {

    private final Fonts fonts;

    public Typesetter(Fonts fonts) {
        this.fonts = fonts;
    }

    /** Lines no wider than so many points; at least one. */
    public List<Line> set(List<Span> spans, float width) {
        List<Line> lines = new ArrayList<>();
        for (List<Span> paragraph : paragraphs(spans)) {
            fill(Letters.of(paragraph, fonts), width, lines);
        }
        return lines;
    }

    /** The same for text of one look. */
    public List<Line> set(String text, Look look, float width) {
        return set(List.of(Span.of(text, look)), width);
    }

    /** One line, with an ellipsis where the text has more than fits. */
    public Line one(String text, Look look, float width) {
        String shown = PlainText.oneLine(text);
        List<Line> lines = set(shown, look, width);
        while (lines.size() > 1) {
            shown = shown.substring(0, shown.offsetByCodePoints(shown.length(), -1));
            lines = set(shown.stripTrailing() + "…", look, width);
        }
        return lines.get(0);
    }

    /** The text between two line breaks each, cleaned. */
    private List<List<Span>> paragraphs(List<Span> spans) {
        List<List<Span>> paragraphs = new ArrayList<>();
        paragraphs.add(new ArrayList<>());
        for (Span span : spans) {
            String text = ArabicForms.join(fonts.showable(PlainText.clean(span.text())));
            String[] parts = text.split("\n", -1);
            for (int i = 0; i < parts.length; i++) {
                if (i > 0) {
                    paragraphs.add(new ArrayList<>());
                }
                paragraphs.get(paragraphs.size() - 1).add(new Span(parts[i], span.look(), span.link()));
            }
        }
        return paragraphs;
    }

    private static void fill(Letters letters, float width, List<Line> lines) {
        String text = letters.text();
        BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(text);
        int start = 0;
        int end = 0;
        for (int next = breaks.next(); next != BreakIterator.DONE; next = breaks.next()) {
            if (letters.width(start, next) > width && end > start) {
                lines.add(letters.line(start, end, width));
                start = end;
            }
            while (letters.width(start, next) > width) {
                int fits = letters.fitting(start, next, width);
                lines.add(letters.line(start, fits, width));
                start = fits;
            }
            end = next;
        }
        if (start < text.length() || text.isEmpty()) {
            lines.add(letters.line(start, text.length(), width));
        }
    }
}
