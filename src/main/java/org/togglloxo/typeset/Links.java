package org.togglloxo.typeset;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;

/** Places that lead elsewhere. Candidates write some of the addresses themselves, so only harmless schemes are taken. */
public final class Links {

    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");
    private static final int LONGEST = 2000;

    private Links() {}

    /** The address to go to in ASCII, or null where it is none, or not one to click on. */
    public static String safe(String address) {
        try {
            URI uri = new URI(address.strip());
            boolean good = uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && address.length() <= LONGEST;
            return good ? uri.toASCIIString() : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Makes a piece of text that stands at this place a link. */
    static void add(PDPage page, Line.Piece piece, float x, float foot) throws IOException {
        PDActionURI action = new PDActionURI();
        action.setURI(piece.link());
        PDAnnotationLink link = new PDAnnotationLink();
        link.setAction(action);
        float size = piece.look().size();
        link.setRectangle(new PDRectangle(x, foot - size * 0.25f, piece.width(), size * 1.2f));
        COSArray noBorder = new COSArray();
        noBorder.add(COSInteger.ZERO);
        noBorder.add(COSInteger.ZERO);
        noBorder.add(COSInteger.ZERO);
        link.setBorder(noBorder);
        page.getAnnotations().add(link);
    }
}
