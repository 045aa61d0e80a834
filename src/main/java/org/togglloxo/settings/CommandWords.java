package org.togglloxo.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * A command line split as a shell would split it, and nothing more of a shell: words are apart by blanks; what stands between
 * quotation marks belongs together; a backslash keeps a blank, a quotation mark or a backslash as it is, and is itself otherwise.
 */
final class CommandWords {

    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean begun;

    private CommandWords(String line) {
        this.line = line;
    }

    /** @throws InvalidSecret when a quotation mark is not closed, or there is no word at all */
    static List<String> of(String line) throws InvalidSecret {
        List<String> words = new CommandWords(line).split();
        if (words.isEmpty() || words.get(0).isBlank()) {
            throw new InvalidSecret("names no program. Begin with one, such as: vault kv get -field=key secret/toggl");
        }
        return words;
    }

    private List<String> split() throws InvalidSecret {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote != '\'' && isKept(i + 1, quote)) {
                add(line.charAt(++i));
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    add(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                begun = true;
            } else if (Character.isWhitespace(c)) {
                end();
            } else {
                add(c);
            }
        }
        if (quote != 0) {
            throw new InvalidSecret("has a quotation mark (%s) that is not closed. Close it".formatted(quote));
        }
        end();
        return words;
    }

    private boolean isKept(int next, char quote) {
        return next < line.length() && (quote == 0 ? " \t\"'\\" : "\"\\").indexOf(line.charAt(next)) >= 0;
    }

    private void add(char c) {
        word.append(c);
        begun = true;
    }

    private void end() {
        if (begun) {
            words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
    }
}
