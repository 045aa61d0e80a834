package org.togglloxo.scorecard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.togglloxo.typeset.Line;
import org.togglloxo.typeset.Look;
import org.togglloxo.typeset.Markdown;
import org.togglloxo.typeset.Pages;
import org.togglloxo.typeset.PlainText;
import org.togglloxo.typeset.Row;
import org.togglloxo.typeset.Span;
import org.togglloxo.typeset.TextBlock;
import org.togglloxo.typeset.Typesetter;

/** One question with its answer. */
final class QuestionPart {

    private static final float INDENT = 20;
    private static final float WIDTH = Pages.WIDTH - INDENT;
    private static final float VERDICT = 104;
    private static final int LONGEST_QUESTION = 4000;
    private static final int LONGEST_OPTION = 1000;
    private static final int LONGEST_ANSWER = 10_000;
    private static final int MOST_OPTIONS = 40;
    private static final int LONGEST_SKILL = 160;

    private final Typesetter typesetter;

    QuestionPart(Typesetter typesetter) {
        this.typesetter = typesetter;
    }

    /** The rows of the question of that number; the answer is missing where there is none. */
    List<Row> rows(String number, JsonNode question, JsonNode answer) {
        List<Row> rows = new ArrayList<>();
        rows.add(title(number, question, answer));
        String content = PlainText.cut(Fields.text(question, "content"), LONGEST_QUESTION, 120);
        rows.addAll(TextBlock.rows(Markdown.read(content, Look.BODY), typesetter, INDENT, WIDTH, 2));
        Set<String> chosen = new HashSet<>(Fields.list(answer, "chosen_option_ids"));
        boolean silent = chosen.isEmpty() && Fields.text(answer, "text_answer").isBlank();
        rows.addAll(options(question, chosen));
        rows.addAll(AnswerText.rows(
                PlainText.cut(Fields.text(answer, "text_answer").stripTrailing(), LONGEST_ANSWER, 300),
                Fields.text(question, "question_type"),
                typesetter,
                INDENT,
                WIDTH));
        if (silent) {
            rows.addAll(note("Not answered"));
        }
        return rows;
    }

    private Row title(String number, JsonNode question, JsonNode answer) {
        String skill = PlainText.cut(Fields.line(question, "skill"), LONGEST_SKILL, 1);
        OptionalDouble possible = Fields.number(question, "points");
        Line points = typesetter.one(
                Wording.points(Fields.number(answer, "points"), possible), Look.BODY_BOLD.sized(8.5f), 140);
        Line title = typesetter.one(skill, Look.BODY_BOLD.sized(8.5f).in(Look.BLUE), WIDTH - 150);
        Line count = typesetter.one(number, Look.BODY_BOLD.sized(8.5f).in(Look.GRAY), INDENT - 2);
        List<Row.PlacedLine> placed = List.of(
                new Row.PlacedLine(count, 0, 0),
                new Row.PlacedLine(title, INDENT, 0),
                new Row.PlacedLine(points, Pages.WIDTH - points.width(), 0));
        return new Row(12, title.height(), placed, null, true);
    }

    private List<Row> options(JsonNode question, Set<String> chosen) {
        List<Row> rows = new ArrayList<>();
        Set<String> unknown = new HashSet<>(chosen);
        int shown = 0;
        for (JsonNode option : question.path("options")) {
            unknown.remove(Fields.text(option, "id"));
            if (shown++ < MOST_OPTIONS) {
                rows.addAll(option(option, chosen.contains(Fields.text(option, "id"))));
            }
        }
        if (shown > MOST_OPTIONS) {
            rows.addAll(note("%d more options are left out here".formatted(shown - MOST_OPTIONS)));
        }
        if (!unknown.isEmpty()) {
            String ids = String.join(", ", unknown.stream().sorted().toList());
            rows.addAll(note("Chosen, but not among the options listed: "
                    + PlainText.oneLine(PlainText.cut(ids, LONGEST_SKILL, 1))));
        }
        return rows;
    }

    private List<Row> option(JsonNode option, boolean chosen) {
        float x = INDENT + 14;
        float width = WIDTH - 14 - VERDICT - 10;
        Look look = chosen ? Look.BODY_BOLD : Look.BODY;
        String content = PlainText.cut(Fields.text(option, "content"), LONGEST_OPTION, 30);
        List<TextBlock> blocks = new ArrayList<>(Markdown.read(content, look));
        if (blocks.isEmpty()) {
            String id = Fields.line(option, "id");
            String stand = content.isBlank() ? "Option " + Fields.first(id, "without text") : content.strip();
            blocks.add(new TextBlock(List.of(Span.of(stand, look)), 0, false));
        }
        List<Row> rows = TextBlock.rows(blocks, typesetter, x, width, 3);
        Line sign = typesetter.one(chosen ? "●" : "○", Look.BODY.in(chosen ? Look.DARK : Look.GRAY), 14);
        Line verdict = verdict(option.path("correct"), chosen);
        // a panel begins with a row without a line
        int first = rows.get(0).placed().isEmpty() ? 1 : 0;
        rows.set(first, rows.get(first).with(sign, INDENT).with(verdict, Pages.WIDTH - VERDICT));
        return rows;
    }

    private Line verdict(JsonNode correct, boolean chosen) {
        Look look = Look.LABEL.sized(8.5f);
        Look bold = look.in(Look.Weight.BOLD);
        boolean right = correct.booleanValue();
        if (!chosen) {
            // a wrong one that is left alone is no mistake
            return right
                    ? typesetter.one("✗ missed", bold.in(Look.RED), VERDICT)
                    : typesetter.one("not chosen", look, VERDICT);
        }
        if (!correct.isBoolean()) {
            return typesetter.one("chosen", look, VERDICT);
        }
        return right
                ? typesetter.one("✓ chosen, right", bold.in(Look.GREEN), VERDICT)
                : typesetter.one("✗ chosen, wrong", bold.in(Look.RED), VERDICT);
    }

    private List<Row> note(String words) {
        return Row.column(typesetter.set(words, Look.NOTE, WIDTH), INDENT, WIDTH, 3);
    }

    /** Whether a question is of the kind that people answer in a programming language. */
    static boolean asksForCode(String questionType) {
        String type = questionType.toLowerCase(Locale.ROOT);
        return type.contains("cod") || type.contains("program") || type.contains("sql");
    }
}
