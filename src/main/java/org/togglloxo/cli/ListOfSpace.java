package org.togglloxo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Writer;
import org.togglloxo.cli.terminal.Console;

/**
 * A list of one workspace as it is printed: an object, all of which but its end goes out at once as an element of an array. A list
 * may be too long to be held.
 */
final class ListOfSpace extends Writer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_END = 200;
    private static final String END_OF_LIST = "],";

    private final Console console;
    private final String beginning;
    private final StringBuilder end = new StringBuilder();
    private boolean begun;

    /** @param beginning of the array up to the members of this element that say whose it is */
    ListOfSpace(Console console, String beginning) {
        this.console = console;
        this.beginning = beginning;
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        String text = new String(characters, offset, length).strip();
        if (text.isEmpty()) {
            return;
        }
        console.part(begun ? text : beginning + "," + text.substring(1));
        begun = true;
        end.append(text);
        end.delete(0, Math.max(0, end.length() - LONGEST_END));
    }

    /** The members that follow the list; where there is none, since the command ended before, its exit code. */
    ObjectNode end(int exitCode) {
        if (!begun) {
            ObjectNode failed = JSON.createObjectNode().put("exit_code", exitCode);
            console.part(beginning + "," + failed.toString().substring(1));
            return failed;
        }
        try {
            return (ObjectNode) JSON.readTree("{" + end.substring(end.lastIndexOf(END_OF_LIST) + END_OF_LIST.length()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void flush() {
        // with the last line
    }

    @Override
    public void close() {
        // the console stays
    }
}
