package org.togglloxo.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Blanks;
import org.togglloxo.sandbox.message.Request;

/** What goes wrong with one request, as data. "Applied" means that the service does its work before the fault shows. */
public sealed interface Fault {

    /** Another answer than the service's own. */
    record Respond(int status, Map<String, String> headers, String body, boolean applied) implements Fault {}

    /** The service's own answer, late; the work is done at once. */
    record Delay(Duration by) implements Fault {}

    /** The service's own answer, as soon as somebody lets it go; the work is done at once. */
    record Hold(CompletableFuture<Void> letGo) implements Fault {}

    /** No answer at all: a reset (RST), or an orderly close (FIN). */
    record Cut(boolean reset, boolean applied) implements Fault {}

    /** The service's own answer, which ends in the middle of its body. */
    record BreakOff() implements Fault {}

    /** The service's own answer, a byte at a time, and then blanks, a byte at a time, for ever. Each comes in time. */
    record Drip(Duration between) implements Fault {}

    /** Blanks in place of the service's own answer, as fast as they are taken, for ever. */
    record Pour() implements Fault {}

    /** Little in place of the service's own answer, gzipped; unpacked it is large. */
    record Explode(byte[] packed) implements Fault {}

    /** The service's own JSON answer, edited. */
    record Tamper(Function<Answered, JsonNode> edit) implements Fault {}

    /**
     * @param answer what the service would have said, free to be changed
     * @param previous what it last said on the same endpoint; null where this is the first time
     */
    record Answered(Request request, JsonNode answer, JsonNode previous) {}

    /** An error answer before anything is applied; add {@code Retry-After} by {@link #answer}. */
    static Fault status(int status) {
        return answer(status, Map.of(), "{\"status\":" + status + ",\"error\":\"on request\"}");
    }

    /** Any answer in place of the service's own; nothing is applied. JSON unless a Content-Type says otherwise. */
    static Fault answer(int status, Map<String, String> headers, String body) {
        return new Respond(status, headers, body, false);
    }

    /** Applied, then a 500 or 502 as a proxy words it, in HTML. */
    static Fault appliedThen(int status) {
        String page = "<html><head><title>" + status + "</title></head><body><h1>" + status + "</h1></body></html>";
        return new Respond(status, Map.of("Content-Type", "text/html; charset=utf-8"), page, true);
    }

    /** Applied, then 200 with a page of HTML. */
    static Fault notJson() {
        return appliedThen(200);
    }

    /** 200 with an id of null: nothing was saved. Seen on live tenants of Loxo. {@code what}: person, job, ... */
    static Fault savedNothing(String what) {
        return answer(200, Map.of(), "{\"" + what + "\":{\"id\":null},\"errors\":[]}");
    }

    /** Applied, then an empty JSON object: for a write whose answer is not documented. A refusal stays as it is. */
    static Fault emptyAnswer() {
        return tamper(seen -> {
            boolean refused =
                    seen.answer().path("errors").size() > 0 || seen.answer().has("error");
            return refused ? seen.answer() : Answer.JSON.createObjectNode();
        });
    }

    static Fault delay(Duration by) {
        return new Delay(by);
    }

    /** Applied, and never answered: the client's own time-out ends it. */
    static Fault hang() {
        return new Delay(Duration.ofDays(1));
    }

    /** Applied, and answered as soon as {@code letGo} is completed: for tests that wait for a state, never for a time. */
    static Fault holdUntil(CompletableFuture<Void> letGo) {
        return new Hold(letGo);
    }

    static Fault resetBefore() {
        return new Cut(true, false);
    }

    static Fault resetAfter() {
        return new Cut(true, true);
    }

    static Fault dropBefore() {
        return new Cut(false, false);
    }

    static Fault dropAfter() {
        return new Cut(false, true);
    }

    static Fault breakOff() {
        return new BreakOff();
    }

    /** Applied; a client whose time-outs count per byte waits for ever. */
    static Fault drip(Duration between) {
        return new Drip(between);
    }

    /** Applied; the status and the headers are the service's own. */
    static Fault endless() {
        return new Pour();
    }

    /** Applied; the status is the service's own. */
    static Fault exploding(int unpackedMebibytes) {
        return new Explode(Blanks.gzipped(unpackedMebibytes));
    }

    static Fault tamper(Function<Answered, JsonNode> edit) {
        return new Tamper(edit);
    }
}
