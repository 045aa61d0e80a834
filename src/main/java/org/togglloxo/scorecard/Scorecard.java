package org.togglloxo.scorecard;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.GregorianCalendar;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.togglloxo.typeset.Fonts;
import org.togglloxo.typeset.Pages;
import org.togglloxo.typeset.Typesetter;

/**
 * A candidate's test result as a PDF. One is enough: it holds the fonts, and any number of threads may use it. The same
 * candidate gives the same bytes.
 */
public final class Scorecard {

    private final Typesetter typesetter = new Typesetter(new Fonts());
    private final HeadPart head = new HeadPart(typesetter);
    private final AnswersPart answers = new AnswersPart(typesetter);

    /**
     * The PDF, A4.
     *
     * @param candidate Toggl Hire's candidate (toggl-8, toggl-12), with {@code opening} (an object with {@code name}),
     *     {@code category} (a name) and {@code tags} (names) added; all of it may be missing. Without
     *     {@code questions}, as in the list of candidates, the page says that they are not known.
     */
    public byte[] pdf(JsonNode candidate) {
        try (PDDocument document = new PDDocument()) {
            String name = Wording.name(candidate);
            describe(document, candidate, name);
            try (Pages pages = new Pages(document, typesetter, name)) {
                head.add(candidate, pages);
                String cut = answers.add(candidate, pages);
                pages.finish(cut
                        + "Candidate %s in Toggl Hire. Times are as Toggl Hire gives them, without a time zone."
                                .formatted(Fields.first(Fields.line(candidate, "id"), Wording.UNKNOWN)));
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void describe(PDDocument document, JsonNode candidate, String name) {
        PDDocumentInformation about = new PDDocumentInformation();
        about.setTitle("Test result: " + name);
        about.setSubject(Fields.line(candidate, "opening", "name"));
        about.setCreator("toggl-loxo");
        Optional<LocalDateTime> finished = Wording.time(Fields.line(candidate, "finished_at"));
        finished.ifPresent(time -> {
            GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
            calendar.setTimeInMillis(time.toInstant(ZoneOffset.UTC).toEpochMilli());
            about.setCreationDate(calendar);
        });
        document.setDocumentInformation(about);
        // instead of the clock's time
        document.setDocumentId((long) Arrays.hashCode(candidate.toString().toCharArray()));
        document.getDocumentCatalog().setLanguage("en");
        PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        document.getDocumentCatalog().setViewerPreferences(preferences);
    }
}
