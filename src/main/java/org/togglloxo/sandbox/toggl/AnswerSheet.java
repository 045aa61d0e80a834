package org.togglloxo.sandbox.toggl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import org.togglloxo.sandbox.message.Answer;

/**
 * The test that a candidate took, with markdown in what it asks. A question's id is a number and its answer's
 * {@code question_id} a string (toggl-11); of the types only {@code single-choice} is documented (toggl-17). The
 * questions are worth {@code most} points in all, and the answers bring as many as the candidate has.
 */
public final class AnswerSheet {

    private static final List<String> FREE_TEXTS = List.of(
            "A bridge — 木の橋",
            "Une passerelle pour piétons.\n\nEt puis ?  Une *deuxième* : <b>plus</b> longue & \"solide\".",
            "جسر صغير فوق النهر",
            "Міст 🌉, ".repeat(150) + "ось і все.");
    private static final List<String> CODE = List.of(
            "const reverse = text => Array.from(text).reverse().join('');",
            "function reverse(text) {\n\t// 逆順\n\treturn text.split('').reverse().join('');\n}\n",
            "TODO");
    /** What {@code most} is to be a multiple of: the questions are worth 1, 2, 1 and 3 shares of it. */
    public static final int SHARES = 7;

    private static final boolean[] FALSY = {true, true, false, true};

    private final ArrayNode questions;
    private final ArrayNode answers;
    private final int share;
    private final Random random;

    private AnswerSheet(ObjectNode candidate, int most, Random random) {
        this.questions = candidate.putArray("questions");
        this.answers = candidate.putArray("answers");
        this.share = most / SHARES;
        this.random = random;
    }

    public static void fill(ObjectNode candidate, int most, Random random) {
        new AnswerSheet(candidate, most, random).fill(candidate.get("points").intValue());
    }

    /** Who chooses brings all or nothing; what is written brings the rest. */
    private void fill(int points) {
        int needed = Math.max(0, (points - 5 * share + share - 1) / share);
        int chosen = Math.max(needed, Math.min(points / share, random.nextInt(3)));
        boolean first = chosen == 2 || chosen == 1 && random.nextBoolean();
        int written = points - chosen * share;
        int least = Math.max(0, written - 3 * share);
        int text = least + random.nextInt(Math.min(2 * share, written) - least + 1);
        singleChoice(first);
        freeText(text);
        multipleChoice(chosen == 2 || chosen == 1 && !first);
        code(written - text);
    }

    private void singleChoice(boolean right) {
        ArrayNode options = question(400, "single-choice", "Personality", "Which one describes **you** better?", share);
        option(options, 500, "Done is better than perfect", true);
        option(options, 501, "Perfect is better than done", false);
        answer(400, right ? share : 0).putArray("chosen_option_ids").add(right ? "500" : "501");
    }

    private void freeText(int points) {
        question(401, "free-text", "Writing", "What did you build last?", 2 * share);
        answer(401, points)
                .put("text_answer", SampleNames.pick(FREE_TEXTS, random))
                .putArray("chosen_option_ids");
    }

    /** Where it is wrong, anything from none of them to all of them may be chosen. */
    private void multipleChoice(boolean right) {
        ArrayNode options = question(
                402,
                "multiple-choice",
                "JavaScript",
                "Which of these are _falsy_ | count as `false`?\n\n```js\nif (!value) { stop(); }\n```",
                share);
        List<String> texts = List.of("`0`", "`\"\"` – the empty string", "`[]`", "`NaN`");
        int mistakes = right ? 0 : 1 + random.nextInt((1 << texts.size()) - 1);
        ArrayNode chosen = Answer.JSON.createArrayNode();
        for (int i = 0; i < texts.size(); i++) {
            option(options, 502 + i, texts.get(i), FALSY[i]);
            boolean mistaken = (mistakes >> i & 1) == 1;
            if (FALSY[i] != mistaken) {
                chosen.add(Integer.toString(502 + i));
            }
        }
        answer(402, right ? share : 0).set("chosen_option_ids", chosen);
    }

    /** Some leave it out: then there is no answer to it at all. */
    private void code(int points) {
        String content = "Write `reverse(text)`:\n\n1. keep *surrogate pairs* whole\n2. 日本語 too\n\n> No libraries.";
        question(403, "code", "JavaScript", content, 3 * share);
        if (points > 0 || random.nextInt(3) > 0) {
            answer(403, points)
                    .put("text_answer", points == 3 * share ? CODE.get(0) : points > 0 ? CODE.get(1) : CODE.get(2))
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
