package org.togglloxo.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.fault.Faults;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;
import org.togglloxo.sandbox.loxo.form.Scroll;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Request;
import org.togglloxo.sandbox.toggl.AnswerSheet;

/**
 * Candidates with whom something goes wrong, one for each reason that is about a single candidate, by name and address:
 * {@code too-slow@troubles.example}. Their faults stay until they are cleared.
 */
public final class FailingCandidates {

    private static final String SEARCH = "GET /people";
    private static final String CREATE = "POST /people";
    private static final int TOO_MANY_MEBIBYTES = 9;
    private static final int A_PAGE = 100;
    private static final int MOST_POINTS = 2 * AnswerSheet.SHARES;

    private final Sandbox sandbox;
    private final Map<String, String> ids = new LinkedHashMap<>();

    private FailingCandidates(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Adds all of them, and their faults, to what the sandbox holds. */
    public static FailingCandidates addTo(Sandbox sandbox) {
        FailingCandidates failing = new FailingCandidates(sandbox);
        failing.skipped();
        failing.deferred();
        failing.failed();
        failing.deliveredWithRemarks();
        return failing;
    }

    /** Someone whom nothing is wrong with, shortlisted for an opening that has a job. @return the id */
    public static String addSomeone(Sandbox sandbox, String name) {
        return sandbox.toggl().add(someone(name));
    }

    /** The address of whoever is named so. */
    public static String address(String name) {
        return name + "@troubles.example";
    }

    /** What is asked about this address, or written with it. */
    public static Predicate<Request> about(String operation, String name) {
        String address = address(name);
        return request -> request.operation().equals(operation)
                && (String.valueOf(request.query("query")).contains('"' + address + '"')
                        || request.fields().values().stream().anyMatch(values -> values.contains(address)));
    }

    public int size() {
        return ids.size();
    }

    /** The id of the candidate with whom this goes wrong. */
    public String id(String reason) {
        return ids.get(reason);
    }

    private void skipped() {
        add("undecided", candidate -> candidate.put("hire_state", ""));
        add("unknown-hire-state", candidate -> candidate.put("hire_state", "on-hold"));
        add("not-in-loxo", candidate -> candidate.put("hire_state", "rejected"));
    }

    private void deferred() {
        Faults loxo = sandbox.loxoFaults();
        add("unavailable");
        loxo.on(about(SEARCH, "unavailable")).then(Fault.status(503));
        add("no-answer");
        loxo.on(about(SEARCH, "no-answer")).then(Fault.resetBefore());
        add("too-slow");
        loxo.on(about(SEARCH, "too-slow")).then(Fault.drip(Duration.ofMillis(200)));
        // whoever comes second waits for the address, for as long as the first one's call takes
        add("claim-timeout", candidate -> candidate
                .put("email", address("too-slow"))
                .withObject("contact_info")
                .put("contact_email", address("too-slow")));
        add("too-large");
        loxo.on(about(SEARCH, "too-large")).then(Fault.exploding(TOO_MANY_MEBIBYTES));
        add("create-pending");
        loxo.on(about(CREATE, "create-pending")).then(Fault.resetBefore());
        add("posting-pending");
        String waiting = Long.toString(known("posting-pending"));
        loxo.on(request -> request.operation().equals("POST /person_events")
                        && waiting.equals(request.field("person_event[person_id]")))
                .then(Fault.resetBefore());
        add("toggl-unavailable");
        sandbox.togglFaults().on("GET /candidates/" + id("toggl-unavailable")).then(Fault.status(503));
        add("toggl-no-answer");
        sandbox.togglFaults().on("GET /candidates/" + id("toggl-no-answer")).then(Fault.resetBefore());
        // the last one: from a 429 on everybody goes slower
        add("throttled");
        loxo.on(about(SEARCH, "throttled")).then(Fault.answer(429, Map.of("Retry-After", "0"), "{}"));
    }

    private void failed() {
        Faults loxo = sandbox.loxoFaults();
        add("ambiguous");
        known("ambiguous");
        known("ambiguous");
        add("too-many-hits");
        loxo.on(about(SEARCH, "too-many-hits")).then(Fault.tamper(FailingCandidates::withoutEnd));
        add("forbidden");
        loxo.on("PUT /people/" + known("forbidden")).then(Fault.status(403));
        add("refused", candidate -> candidate
                .put("email", "refused@troubles")
                .withObject("contact_info")
                .put("contact_email", ""));
        add("nothing-saved");
        loxo.on(about(CREATE, "nothing-saved")).then(Fault.savedNothing("person"));
        add("no-address", candidate -> candidate.put("email", "").remove("contact_info"));
        add("posting-unknown", opening("Opening of the answer that was lost"));
        long job = sandbox.loxo().addJob("Opening of the answer that was lost");
        loxo.on("POST /jobs/" + job + "/apply").then(Fault.resetAfter());
        loxo.on("GET /jobs/" + job + "/candidates").then(Fault.status(403));
    }

    private void deliveredWithRemarks() {
        add(
                "without-refused-value",
                candidate -> candidate.withObject("contact_info").put("phone", "ask at the front desk"));
        add("no-job", opening("Opening without a job"));
        add("ambiguous-job", opening("Opening with two jobs"));
        sandbox.loxo().addJob("Opening with two jobs");
        sandbox.loxo().addJob("Opening with two jobs");
        add("no-phone", candidate -> candidate.withObject("contact_info").remove("phone"));
    }

    private void add(String reason) {
        add(reason, candidate -> {});
    }

    private void add(String reason, Consumer<ObjectNode> error) {
        ids.put(reason, sandbox.toggl().add(someone(reason).andThen(error)));
    }

    private Consumer<ObjectNode> opening(String title) {
        String opening = sandbox.toggl().addOpening(title);
        return candidate -> candidate.put("job_opening_id", opening).putNull("category_id");
    }

    /** A person in Loxo whom recruiters know already. */
    private long known(String reason) {
        return sandbox.loxo().seed(PersonSeed.named(title(reason)).withEmail(address(reason)));
    }

    private static Consumer<ObjectNode> someone(String name) {
        return candidate -> {
            candidate.put("name", title(name)).put("email", address(name)).put("hire_state", "possible-hire");
            candidate
                    .putObject("contact_info")
                    .put("full_name", title(name))
                    .put("contact_email", address(name))
                    .put("phone", "+1 555 0100 100");
            candidate.put("job_opening_id", "100").putNull("category_id");
            candidate.put("points", MOST_POINTS).put("score", 100).put("rating", 3);
            AnswerSheet.fill(candidate, MOST_POINTS, new Random(name.hashCode()));
        };
    }

    /** {@code Too Slow}. */
    private static String title(String reason) {
        StringBuilder title = new StringBuilder();
        for (String word : reason.split("-")) {
            title.append(title.isEmpty() ? "" : " ")
                    .append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(word.substring(1));
        }
        return title.toString();
    }

    /** A full page of other people, and a link to one more. */
    private static ObjectNode withoutEnd(Fault.Answered seen) {
        int before = Scroll.of(seen.request().query("scroll_id")).offset();
        ObjectNode page = Answer.JSON.createObjectNode();
        page.put("scroll_id", new Scroll(before + A_PAGE, 1).id()).put("total_count", before + 2 * A_PAGE);
        ArrayNode people = page.putArray("people");
        for (int i = 0; i < A_PAGE; i++) {
            people.addObject().put("id", 10_000_000L + before + i).putArray("emails");
        }
        return page;
    }
}
