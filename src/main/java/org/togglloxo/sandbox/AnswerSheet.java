package org.togglloxo.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/**
 * The test that a candidate took, with markdown in what it asks. As documented, a question's id is a number and its
 * answer's {@code question_id} a string; of the types only {@code single-choice} is documented.
 */
final class AnswerSheet {

    private static final List<String> FREE_TEXTS = List.of(
            "A bridge — 木の橋",
            "Une passerelle pour piétons.\n\nEt puis ?  Une *deuxième* : <b>plus</b> longue & \"solide\".",
            "جسر صغير فوق النهر",
            "Міст 🌉, ".repeat(150) + "ось і все.");
    private static final List<String> CODE = List.of(
            "const reverse = text => Array.from(text).reverse().join('');",
            "function reverse(text) {\n\t// 逆順\n\treturn text.split('').reverse().join('');\n}\n",
            "TODO");
    private static final boolean[] FALSY = {true, true, false, true};

    private final ArrayNode questions;
    private final ArrayNode answers;
    private final Random random;

    private AnswerSheet(ObjectNode candidate, Random random) {
        this.questions = candidate.putArray("questions");
        this.answers = candidate.putArray("answers");
        this.random = random;
    }

    static void fill(ObjectNode candidate, Random random) {
        AnswerSheet sheet = new AnswerSheet(candidate, random);
        sheet.singleChoice();
        sheet.freeText();
        sheet.multipleChoice();
        sheet.code();
    }

    private void singleChoice() {
        ArrayNode options = question(400, "single-choice", "Personality", "Which one describes **you** better?", 3);
        option(options, 500, "Done is better than perfect", true);
        option(options, 501, "Perfect is better than done", false);
        boolean right = random.nextBoolean();
        answer(400, right ? 3 : 0).putArray("chosen_option_ids").add(right ? "500" : "501");
    }

    private void freeText() {
        question(401, "free-text", "Writing", "What did you build last?", 3);
        int points = random.nextInt(4);
        answer(401, points)
                .put("text_answer", NameBook.pick(FREE_TEXTS, random))
                .putArray("chosen_option_ids");
    }

    /** Anything from none of them to all of them may be chosen. */
    private void multipleChoice() {
        ArrayNode options = question(
                402,
                "multiple-choice",
                "JavaScript",
                "Which of these are _falsy_ | count as `false`?\n\n```js\nif (!value) { stop(); }\n```",
                4);
        List<String> texts = List.of("`0`", "`\"\"` – the empty string", "`[]`", "`NaN`");
        int right = 0;
        ArrayNode chosen = Answer.JSON.createArrayNode();
        for (int i = 0; i < texts.size(); i++) {
            option(options, 502 + i, texts.get(i), FALSY[i]);
            boolean isChosen = random.nextInt(4) != 0 == FALSY[i];
            right += isChosen == FALSY[i] ? 1 : 0;
            if (isChosen) {
                chosen.add(Integer.toString(502 + i));
            }
        }
        answer(402, right == 4 ? 4 : 0).set("chosen_option_ids", chosen);
    }

    /** Some leave it out: then there is no answer to it at all. */
    private void code() {
        String content = "Write `reverse(text)`:\n\n1. keep *surrogate pairs* whole\n2. 日本語 too\n\n> No libraries.";
        question(403, "code", "JavaScript", content, 5);
        int attempt = random.nextInt(6);
        if (attempt < 5) {
            answer(403, attempt == 0 ? 5 : attempt == 1 ? 3 : 0)
                    .put("text_answer", CODE.get(Math.min(attempt, CODE.size() - 1)))
                    .putArray("chosen_option_ids");
        }
    }

    /** @return its options */
    private ArrayNode question(int id, String type, String skill, String content, int points) {
        ObjectNode question = questions.addObject().put("id", id).put("question_type", type);
        question.put("skill", skill).put("content", content).put("points", points);
        return question.putArray("options");
    }

    private static void option(ArrayNode options, int id, String content, boolean correct) {
        options.addObject()
                .put("id", Integer.toString(id))
                .put("content", content)
                .put("correct", correct);
    }

    private ObjectNode answer(int questionId, int points) {
        return answers.addObject()
                .put("question_id", Integer.toString(questionId))
                .put("points", points);
    }
}
