package org.togglloxo.settings;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/** The text of a file of properties, as an editor saved it. */
public final class PropertiesText {

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u(?![0-9a-fA-F]{4})");

    private PropertiesText() {}

    /**
     * Names and values.
     *
     * @param file as people know it
     * @throws UnreadableFile when it is no text of properties
     */
    public static Properties parsed(String file, byte[] bytes) {
        String text = TextFile.text(file, bytes);
        try {
            Properties own = new Properties();
            own.load(new StringReader(text));
            return own;
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableFile(
                    file,
                    lineOfBrokenEscape(text),
                    "a backslash and a u stand there without four hexadecimal digits after them. Write every backslash twice, as in C:\\\\users, or use / instead",
                    new IOException(e));
        }
    }

    /** The one thing that a text of properties can have wrong. */
    private static int lineOfBrokenEscape(String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (BROKEN_ESCAPE.matcher(lines.get(i)).find()
                    && !lines.get(i).strip().startsWith("#")) {
                return i + 1;
            }
        }
        return 0;
    }
}
