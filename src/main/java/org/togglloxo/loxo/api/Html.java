package org.togglloxo.loxo.api;

import java.util.ArrayList;
import java.util.List;

/**
 * Plain text for where Loxo renders HTML: the notes of an event, the description of a job (loxo-32). What comes from
 * candidates is in such a text, so nothing in it may be taken for markup.
 */
public final class Html {

    private Html() {}

    /** A line break for each new line, a paragraph for what stands between empty ones. */
    public static String of(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        List<String> paragraph = new ArrayList<>();
        text.lines().map(String::strip).forEach(line -> {
            if (line.isEmpty()) {
                append(paragraph, html);
            } else {
                paragraph.add(escaped(line));
            }
        });
        append(paragraph, html);
        return html.toString();
    }

    private static void append(List<String> paragraph, StringBuilder html) {
        if (!paragraph.isEmpty()) {
            html.append("<p>").append(String.join("<br>", paragraph)).append("</p>");
            paragraph.clear();
        }
    }

    /** Between tags, where quotation marks mean nothing. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
