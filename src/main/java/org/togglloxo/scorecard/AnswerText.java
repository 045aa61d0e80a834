package org.togglloxo.scorecard;

import java.util.List;
import java.util.regex.Pattern;
import org.togglloxo.typeset.Line;
import org.togglloxo.typeset.Look;
import org.togglloxo.typeset.Row;
import org.togglloxo.typeset.Typesetter;

/** What a candidate wrote, as it was written: line breaks are kept, code is set in a monospaced font. */
final class AnswerText {

    private static final Pattern LINE_OF_CODE =
            Pattern.compile("^(\\s{2,}|\\t)\\S.*|.*[;{}]\\s*$|^\\s*(//|#include|/\\*).*");

    private AnswerText() {}

    static List<Row> rows(String text, String questionType, Typesetter typesetter, float x, float width) {
        if (text.isBlank()) {
            return List.of();
        }
        boolean code = QuestionPart.asksForCode(questionType) || looksLikeCode(text);
        List<Line> lines = typesetter.set(text, code ? Look.CODE : Look.BODY, width - 2 * Row.PAD);
        return Row.onPanel(lines, x, width, 5);
    }

    /** Toggl Hire does not say whether an answer is code: two lines, a third of them like it, and it is taken for code. */
    static boolean looksLikeCode(String text) {
        List<String> lines =
                text.lines().filter(line -> !line.isBlank()).limit(300).toList();
        long alike = lines.stream()
                .filter(line -> LINE_OF_CODE.matcher(line).matches())
                .count();
        return alike >= 2 && alike * 3 >= lines.size();
    }
}
