package org.togglloxo.typeset;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/** The pages of one document, filled from top to bottom. Measures are points, from the top left corner of the text. */
public final class Pages implements AutoCloseable {

    public static final float WIDTH = 487;

    private static final float LEFT = 54;
    private static final float TOP = 46;
    private static final float TOP_WITH_HEAD = 68;
    private static final float BOTTOM = 48;
    private static final int MOST = 60;
    /** A block of at most this part of a page is not torn for want of room. */
    private static final float KEPT_WHOLE = 0.4f;

    private final PDDocument document;
    private final Typesetter typesetter;
    private final String head;
    private final Map<Face, PDType0Font> fonts = new IdentityHashMap<>();
    private final List<PDPage> pages = new ArrayList<>();
    private final List<PDPageContentStream> contents = new ArrayList<>();
    private float y;
    private boolean full;

    public Pages(PDDocument document, Typesetter typesetter, String head) throws IOException {
        this.document = document;
        this.typesetter = typesetter;
        this.head = head;
        add();
    }

    /** True when there are so many pages that no more is taken. */
    public boolean full() {
        return full;
    }

    /** Adds rows below what is there, on a new page where they do not fit. */
    public void add(List<Row> rows) throws IOException {
        float all = (float) rows.stream().mapToDouble(Row::total).sum();
        float room = bottom() - y;
        if (all > room && (all <= KEPT_WHOLE * bottom() || firstOf(rows) > room)) {
            add();
        }
        for (Row row : rows) {
            if (y + row.total() > bottom()) {
                add();
            }
            if (full) {
                return;
            }
            draw(row);
        }
    }

    /** Moves on, without anything to be seen. */
    public void skip(float height) {
        y += height;
    }

    /** How far down the page is filled. */
    public float y() {
        return y;
    }

    public void draw(Line line, float x, float top) throws IOException {
        draw(contents.get(contents.size() - 1), line, x, top);
    }

    public void fill(Color color, float x, float top, float width, float height) throws IOException {
        PDPageContentStream content = contents.get(contents.size() - 1);
        content.setNonStrokingColor(color);
        content.addRect(LEFT + x, upwards(top + height), width, height);
        content.fill();
    }

    /** Writes what stands at the head and the foot of every page. */
    public void finish(String foot) throws IOException {
        Look small = Look.LABEL;
        for (int i = 0; i < pages.size(); i++) {
            PDPageContentStream content = contents.get(i);
            float top = PDRectangle.A4.getHeight() - 34;
            draw(content, typesetter.one(foot, small, WIDTH - 90), 0, top);
            Line number = typesetter.one((i + 1) + " / " + pages.size(), small, 80);
            draw(content, number, WIDTH - number.width(), top);
        }
    }

    @Override
    public void close() throws IOException {
        for (PDPageContentStream content : contents) {
            content.close();
        }
    }

    private void draw(PDPageContentStream content, Line line, float x, float top) throws IOException {
        for (Line.Piece piece : line.pieces()) {
            draw(content, piece, LEFT + x + piece.x(), upwards(top + line.baseline()));
        }
    }

    private void draw(Row row) throws IOException {
        boolean first = y <= TOP_WITH_HEAD && pages.size() > 1;
        y += first ? 0 : row.above();
        if (row.rule() && !first) {
            fill(Look.RULE, 0, y - row.above() / 2, WIDTH, 0.6f);
        }
        if (row.panel() != null) {
            // a little higher than the row, so that no light shows between two of them
            fill(row.panel().color(), row.panel().x(), y - 0.2f, row.panel().width(), row.height() + 0.4f);
        }
        for (Row.PlacedLine placed : row.placed()) {
            draw(placed.line(), placed.x(), y + placed.y());
        }
        y += row.height();
    }

    private void draw(PDPageContentStream content, Line.Piece piece, float x, float foot) throws IOException {
        content.beginText();
        content.setFont(font(piece.face()), piece.look().size());
        content.setNonStrokingColor(piece.look().ink());
        content.setRenderingMode(piece.embolden() ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
        if (piece.embolden()) {
            content.setStrokingColor(piece.look().ink());
            content.setLineWidth(piece.look().size() * 0.035f);
        }
        content.newLineAtOffset(x, foot);
        content.showText(piece.text());
        content.endText();
        if (piece.link() != null) {
            Links.add(pages.get(contents.indexOf(content)), piece, x, foot);
        }
    }

    private PDType0Font font(Face face) throws IOException {
        PDType0Font font = fonts.get(face);
        if (font == null) {
            font = PDType0Font.load(document, face.font(), true);
            fonts.put(face, font);
        }
        return font;
    }

    private void add() throws IOException {
        full = pages.size() == MOST;
        if (full) {
            return;
        }
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        pages.add(page);
        contents.add(new PDPageContentStream(document, page));
        y = TOP;
        if (pages.size() > 1) {
            Line name = typesetter.one(head, Look.LABEL, WIDTH);
            draw(name, name.rightToLeft() ? WIDTH - name.width() : 0, TOP - 10);
            fill(Look.RULE, 0, TOP + 8, WIDTH, 0.6f);
            y = TOP_WITH_HEAD;
        }
    }

    /** A heading is not left alone at the foot of a page. */
    private static float firstOf(List<Row> rows) {
        return (float) rows.stream().limit(3).mapToDouble(Row::total).sum();
    }

    private static float bottom() {
        return PDRectangle.A4.getHeight() - BOTTOM;
    }

    private static float upwards(float fromTop) {
        return PDRectangle.A4.getHeight() - fromTop;
    }
}
