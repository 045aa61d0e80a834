package org.togglloxo.settings;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A file that people edit, and that cannot be read as they meant it. */
public final class UnreadableFile extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final String reason;

    /**
     * With all that somebody needs who fixes it.
     *
     * @param file as people know it, such as {@code config/jobs.csv}
     * @param line from 1; 0 where the whole file is concerned
     * @param reason without a full stop, with what to do
     */
    public UnreadableFile(String file, int line, String reason, IOException cause) {
        super("%s cannot be read%s: %s".formatted(file, line == 0 ? "" : ", line " + line, reason), cause);
        this.file = file;
        this.line = line;
        this.reason = reason;
    }

    public String file() {
        return file;
    }

    public int line() {
        return line;
    }

    public String reason() {
        return reason;
    }
}
