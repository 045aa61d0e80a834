package org.togglloxo.scorecard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.togglloxo.typeset.Look;
import org.togglloxo.typeset.Pages;
import org.togglloxo.typeset.Row;
import org.togglloxo.typeset.Typesetter;

/** The questions with their answers, one below the other. */
final class AnswersPart {

    private static final Look HEADING = new Look(Look.Weight.BOLD, 12, Look.DARK);

    private final Typesetter typesetter;
    private final QuestionPart question;

    AnswersPart(Typesetter typesetter) {
        this.typesetter = typesetter;
        this.question = new QuestionPart(typesetter);
    }

    /** Returns a message on what found no room; empty where everything did. */
    String add(JsonNode candidate, Pages pages) throws IOException {
        JsonNode questions = candidate.path("questions");
        JsonNode given = candidate.path("answers");
        if (!questions.isArray() && !given.isArray()) {
            pages.add(heading("Questions and answers"));
            pages.add(note(
                    "Not included: Toggl Hire's list of candidates, from which this page was made, has no answers."));
            return "";
        }
        Map<String, JsonNode> answers = byQuestion(given);
        int all = questions.size();
        List<Row> opening = heading("Questions and answers" + (all == 0 ? "" : "  (%d)".formatted(all)));
        if (all == 0) {
            opening.addAll(note("The test has no questions."));
        }
        int number = 0;
        for (JsonNode one : questions) {
            JsonNode answer = answers.remove(Fields.text(one, "id"));
            opening.addAll(question.rows(number + 1 + ".", one, answer == null ? MissingNode.getInstance() : answer));
            pages.add(opening);
            opening = new ArrayList<>();
            if (pages.full()) {
                return "Too long for one document: %d of %d questions are shown. ".formatted(number, all);
            }
            number++;
        }
        pages.add(opening);
        others(answers, pages);
        return pages.full() ? "Too long for one document: the last answers are left out. " : "";
    }

    private void others(Map<String, JsonNode> answers, Pages pages) throws IOException {
        if (answers.isEmpty()) {
            return;
        }
        pages.add(heading("Answers to questions that Toggl Hire does not list"));
        for (JsonNode answer : answers.values()) {
            if (pages.full()) {
                return;
            }
            pages.add(question.rows("?", MissingNode.getInstance(), answer));
        }
    }

    /** An answer names its question by a string, where the question's own id is a number (toggl-11). */
    private static Map<String, JsonNode> byQuestion(JsonNode answers) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (JsonNode answer : answers) {
            found.putIfAbsent(Fields.text(answer, "question_id"), answer);
        }
        return found;
    }

    private List<Row> heading(String words) {
        return new ArrayList<>(Row.column(typesetter.set(words, HEADING, Pages.WIDTH), 0, Pages.WIDTH, 18));
    }

    private List<Row> note(String words) {
        return Row.column(typesetter.set(words, Look.NOTE, Pages.WIDTH), 0, Pages.WIDTH, 4);
    }
}
