package org.togglloxo.sandbox.loxo.form;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.togglloxo.sandbox.message.InvalidParameters;

/**
 * Where a walk by {@code scroll_id} stands. It goes through what was there when it began: people created meanwhile would
 * shift the pages of a listing that shows the newest first.
 *
 * @param offset how many have been given out
 * @param newest the newest id at the beginning
 */
public record Scroll(int offset, long newest) {

    static final Scroll START = new Scroll(0, Long.MAX_VALUE);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9}) of those up to (\\d{1,18})");

    boolean isStart() {
        return offset == 0;
    }

    public String id() {
        String text = offset + " of those up to " + newest;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Scroll of(String id) {
        if (id == null || id.isEmpty()) {
            return START;
        }
        try {
            Matcher text = TEXT.matcher(new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8));
            if (text.matches()) {
                return new Scroll(Integer.parseInt(text.group(1)), Long.parseLong(text.group(2)));
            }
        } catch (IllegalArgumentException e) {
            // not base64, so not one of ours: refused like any other text
        }
        throw new InvalidParameters(List.of("scroll_id"));
    }
}
