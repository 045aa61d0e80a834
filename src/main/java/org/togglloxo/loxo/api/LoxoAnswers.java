package org.togglloxo.loxo.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Retry;
import org.togglloxo.http.AnswerJson;
import org.togglloxo.http.StatusException;
import org.togglloxo.settings.Secrets;

/**
 * What an answer means. Success is 2xx and no {@code errors} and, for a write, an id: Loxo was seen to answer 200 with
 * {@code "id": null} and to save nothing (loxo-7).
 */
public final class LoxoAnswers {

    /** What a bare null of an item stands for. */
    private static final int NOT_FOUND = 404;

    private static final int WORDS_SHOWN = 300;
    private static final int A_WORD = 100;
    /** Nobody reads further, and what comes from outside meets no pattern before it is cut. */
    private static final int WORDS_READ = 10_000;

    private static final Pattern ID = Pattern.compile("[^/\\\\?#%.\\p{Cntrl}]*");
    private static final Pattern UNSEEN =
            Pattern.compile("(?is)<(script|style)\\b(?:[^<]++|<(?!/\\1\\b))*+(?:</\\1\\b[^>]*+>?|\\z)|<[^<>]*+>");

    private final ObjectMapper json = new ObjectMapper();
    private final Secrets secrets;

    public LoxoAnswers(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * The body of a good answer, of a single item without the envelope that it may come in (loxo-6); null where it is an answer
     * that Loxo has no such item: by 404 or 410, or by 200 and a bare null (loxo-8).
     *
     * @throws LoxoRefusal for a status outside 2xx, with Loxo's {@link #words} as its body
     * @throws Retry when the body is not JSON, as a proxy's or a broken server's
     * @throws Fail when Loxo says with 2xx that it did not do it
     */
    JsonNode read(LoxoRequest request, int status, byte[] body) throws LoxoRefusal {
        return read(request, null, status, body);
    }

    /**
     * The same in a candidate's course.
     *
     * @param about what Loxo has been told of the person, by this call or an earlier one; null for nothing
     */
    JsonNode read(LoxoRequest request, Delivery about, int status, byte[] body) throws LoxoRefusal {
        boolean succeeded = StatusException.isSuccess(status);
        boolean missing = StatusException.isMissing(status) || succeeded && request.isAboutItem() && isNull(body);
        if (missing && request.mayBeMissing()) {
            return null;
        }
        if (missing || !succeeded) {
            throw new LoxoRefusal(
                    request, succeeded ? NOT_FOUND : status, words(request, about, AnswerJson.text(body)));
        }
        if (request.removes() && isBlank(body)) {
            return MissingNode.getInstance();
        }
        if (request.file() != null && isBlank(body)) {
            // what an application answers is not documented (loxo-28): nothing at all is no refusal
            return json.createObjectNode();
        }
        JsonNode answer = parsed(request, about, body);
        JsonNode errors = answer.path("errors");
        if (!errors.isEmpty() || !errors.asText("").isBlank()) {
            throw new Fail(
                    Reason.REFUSED,
                    "Loxo refused %s: %s".formatted(request.label(), words(request, about, AnswerJson.text(body))));
        }
        requireIds(request, answer);
        JsonNode item = answer.path(request.itemName());
        return item.isObject() ? item : answer;
    }

    /** What comes as an id goes into the path of the next call. */
    private void requireIds(LoxoRequest request, JsonNode answer) {
        requireId(request, answer.path("id"));
        requireId(request, answer.path(request.itemName()).path("id"));
        ListWalk.records(answer).forEach(record -> requireId(request, record.path("id")));
    }

    private void requireId(LoxoRequest request, JsonNode id) {
        boolean fits = id.isIntegralNumber()
                || id.isMissingNode()
                || id.isNull()
                || id.isTextual() && ID.matcher(id.textValue()).matches();
        if (!fits) {
            throw new Retry(
                    Reason.NOT_JSON,
                    "Loxo answered %s with an id that is none (%s): it would lead elsewhere in the address of the next call"
                            .formatted(request.label(), secrets.redactPeople(cut(id.toString(), A_WORD))));
        }
    }

    private static boolean isNull(byte[] body) {
        return body.length < A_WORD && AnswerJson.text(body).strip().equals("null");
    }

    private static boolean isBlank(byte[] body) {
        return body.length < A_WORD && AnswerJson.text(body).isBlank();
    }

    /** The id of what was written. */
    public static String idOf(LoxoRequest request, JsonNode answer) {
        return new LoxoPerson(answer).id().orElseThrow(() -> nothingSaved(request.label()));
    }

    /** For an answer of which the shape is not known: one with an id that is null, or with an item that has none, saved nothing. */
    public static void requireSaved(String call, JsonNode answer) {
        if (answer.path("id").isNull()) {
            throw nothingSaved(call);
        }
        for (JsonNode item : answer) {
            if (item.isObject() && item.path("id").isNull()) {
                throw nothingSaved(call);
            }
        }
    }

    /** Success without an id. */
    private static Fail nothingSaved(String call) {
        return new Fail(
                Reason.NOTHING_SAVED,
                "Loxo answered %s with success but without an id, which means that nothing was saved. See whether the person is there, then use retry"
                        .formatted(call));
    }

    /** Loxo's own words in a failed answer, shortened, without keys, addresses, phones and what was sent of the person. */
    String words(LoxoRequest request, Delivery about, String body) {
        String text = body == null ? "" : body.strip();
        try {
            List<String> parts = new ArrayList<>();
            JsonNode answer = json.readTree(text);
            for (String name : List.of("errors", "error", "message")) {
                collect(answer.path(name), parts);
            }
            text = cut(parts.isEmpty() ? text : String.join("; ", parts), WORDS_READ);
        } catch (JsonProcessingException e) {
            text = UNSEEN.matcher(cut(text, WORDS_READ)).replaceAll(" ");
        }
        String clean = secrets.redactPeople(text.replaceAll("\\s++", " ").strip());
        String masked = PersonalDataMask.sentBy(request, about).maskedIn(clean);
        return masked.length() <= WORDS_SHOWN ? masked : cut(masked, WORDS_SHOWN) + "...";
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static void collect(JsonNode node, List<String> parts) {
        if (node.isContainerNode()) {
            node.forEach(item -> collect(item, parts));
        } else if (node.isTextual()) {
            parts.add(node.textValue());
        }
    }

    private JsonNode parsed(LoxoRequest request, Delivery about, byte[] body) {
        return AnswerJson.container(body)
                .orElseThrow(() -> unreadable(request, words(request, about, AnswerJson.text(body))));
    }

    private static Retry unreadable(LoxoRequest request, String words) {
        return new Retry(
                Reason.NOT_JSON,
                words.isEmpty()
                        ? "Loxo answered %s with success and without a word, where JSON is due"
                                .formatted(request.label())
                        : "Loxo answered %s with something that is not JSON: %s".formatted(request.label(), words));
    }
}
