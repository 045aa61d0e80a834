package org.togglloxo.typeset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** One font file, read once and shared by all documents and threads. */
final class Face {

    private final TrueTypeFont font;
    private final CmapLookup characters;
    private final float unitsPerEm;

    private Face(TrueTypeFont font) throws IOException {
        this.font = font;
        this.characters = font.getUnicodeCmapLookup();
        this.unitsPerEm = font.getUnitsPerEm();
    }

    /** The font of that file name, from the jar. */
    static Face load(String file) {
        try (InputStream in = Face.class.getResourceAsStream("fonts/" + file)) {
            if (in == null) {
                throw new IllegalStateException(
                        "the font %s is not in the jar: build it anew, with src/main/resources".formatted(file));
            }
            return new Face(new TTFParser(true).parse(new RandomAccessReadBuffer(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(int character) {
        return characters.getGlyphId(character) > 0;
    }

    /** How far the pen moves, in ems. */
    float advance(int character) {
        try {
            return font.getAdvanceWidth(characters.getGlyphId(character)) / unitsPerEm;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TrueTypeFont font() {
        return font;
    }
}
