package org.togglloxo.cli;

import java.io.Writer;
import org.togglloxo.cli.terminal.Console;

/** The rows of one workspace in a table of all of them, each passed on when it ends; the header is that of the first. */
final class RowsOfSpace extends Writer {

    private final Console console;
    private final StringBuilder row = new StringBuilder();
    private boolean header;

    /** @param header whether the first row is one that was printed before */
    RowsOfSpace(Console console, boolean header) {
        this.console = console;
        this.header = header;
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (characters[i] == '\n') {
                end();
            } else if (characters[i] != '\r') {
                row.append(characters[i]);
            }
        }
    }

    private void end() {
        if (!header) {
            console.line(row.toString());
        }
        header = false;
        row.setLength(0);
    }

    @Override
    public void flush() {
        // a row at a time
    }

    @Override
    public void close() {
        // the console stays
    }
}
