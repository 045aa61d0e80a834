package org.togglloxo.scorecard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** A PDF as its readers see it. */
record Pdf(byte[] bytes) {

    interface Look<T> {
        T at(PDDocument document) throws IOException;
    }

    <T> T read(Look<T> look) {
        try (PDDocument document = Loader.loadPDF(bytes)) {
            return look.at(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        return read(document -> new PDFTextStripper().getText(document));
    }

    List<String> lines() {
        return text().lines().map(String::strip).toList();
    }

    String page(int number) {
        return read(document -> {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setStartPage(number);
            stripper.setEndPage(number);
            return stripper.getText(document);
        });
    }

    int pages() {
        return read(PDDocument::getNumberOfPages);
    }
}
