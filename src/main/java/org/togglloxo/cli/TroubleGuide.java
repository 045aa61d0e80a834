package org.togglloxo.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What to do about each reason, in the order of the README's tables. */
final class TroubleGuide {

    private static final String BY_ITSELF = "nothing: the next run tries again by itself; explain ID tells more";

    /** By the reason of a candidate; {@code ID} stands for the candidate's. */
    static final Map<String, String> OF_CANDIDATES = ofCandidates();

    /** By the reason of a run. */
    static final Map<String, String> OF_RUNS = ofRuns();

    private static final Map<String, String> NOT_SHOWN = Map.of(
            "claim-lost", "needs a ledger on PostgreSQL that goes away just before a write to Loxo",
            "brake", "needs 50 people who were delivered before");

    private TroubleGuide() {}

    static String whyNot(String reason) {
        return NOT_SHOWN.getOrDefault(reason, "it did not come up this time");
    }

    private static Map<String, String> ofCandidates() {
        Map<String, String> next = new LinkedHashMap<>();
        next.put("undecided", "decide on the candidate in Toggl Hire; the next run sees it");
        next.put(
                "unknown-hire-state",
                "add a lane to routes/30-route-candidate.camel.yaml, see it with: routes try ID; the next run takes it");
        next.put("not-in-loxo", "nothing: looked up again after sync.look-again-days; at once with: retry ID");
        next.put("create-only", "nothing, as sync.mode asks for it; with another mode: retry ID");
        next.put("update-only", "nothing, as sync.mode asks for it; with another mode: retry ID");
        next.put("throttled", BY_ITSELF);
        next.put("unavailable", BY_ITSELF);
        next.put("no-answer", BY_ITSELF);
        next.put("too-slow", BY_ITSELF + ". Where it goes on, see loxo.call-timeout");
        next.put("too-large", BY_ITSELF + ". Where it goes on, see loxo.max-answer-bytes");
        next.put("create-pending", BY_ITSELF + ". Where it goes on, look in Loxo, then: link ID PERSON, or forget ID");
        next.put("interrupted", "nothing: the next run goes on by itself; explain ID tells more");
        next.put("claim-lost", BY_ITSELF);
        next.put("claim-timeout", BY_ITSELF);
        next.put("forgotten", "nothing: the next run reads the candidate anew");
        next.put("linked-meanwhile", "nothing: the next run delivers to the person linked; explain ID shows which");
        next.put("refusal-unexplained", BY_ITSELF + ". Where it goes on: doctor");
        next.put("gave-up", "explain ID, mend the cause, then: retry ID");
        next.put("ambiguous", "merge the people in Loxo, then: retry ID. Or say who it is: link ID PERSON");
        next.put("too-many-hits", "look for the person in Loxo, then: link ID PERSON");
        next.put("forbidden", "look at the person in Loxo, then: retry ID");
        next.put(
                "refused",
                "explain ID shows Loxo's own words; correct the value in Toggl Hire, and the next run sees it");
        next.put("nothing-saved", "retry ID. Where it goes on: explain ID, and ask Loxo's support with what it shows");
        next.put("no-address", "add an address in Toggl Hire; the next run sees it");
        next.put(
                "mapping",
                "mend routes/40-map-candidate.camel.yaml: routes try ID shows what it gives. Then: retry ID");
        next.put("not-previewed", "routes check names the step; sync runs it, or write read-only into its description");
        next.put("no-outcome", "routes try ID shows where the way ends; mend the route, then: retry ID");
        next.put("linked-by-hand", "nothing: the next run delivers to that person; at once with: sync --once");
        next.put("merged-in-loxo", "nothing: the next run delivers to the person who is left; explain ID shows both");
        next.put("deleted-in-loxo", "nothing; who changes in Toggl Hire is looked up anew. At once with: retry ID");
        next.put("without-refused-value", "correct the value in Toggl Hire; the next run sees it");
        next.put("no-job", "add the job in Loxo, or a line to jobs.file; the candidate is put forward by itself then");
        next.put("ambiguous-job", "say in jobs.file which job it is; the candidate is put forward by itself then");
        next.put("no-phone", "add a phone in Toggl Hire, or set applications.placeholder-phone");
        next.put("posting-pending", BY_ITSELF);
        next.put("posting-unknown", "look in Loxo whether the candidate applied; if not: retry ID");
        next.put("toggl-unavailable", BY_ITSELF);
        next.put("toggl-no-answer", BY_ITSELF);
        next.put("unexpected", "explain ID, mend the step where it is one of yours, then: retry ID");
        return next;
    }

    private static Map<String, String> ofRuns() {
        String later = "nothing: the next run tries again by itself; status shows whether it did better";
        String list = "doctor; what had been listed is delivered, and the next run reads the list anew";
        Map<String, String> next = new LinkedHashMap<>();
        next.put("loxo-refused", "compare loxo.agency-slug and loxo.api-key with Loxo, then: doctor");
        next.put("endpoint-refused", "doctor names what the key may not do; ask Loxo's support to open it");
        next.put("loxo-elsewhere", "correct loxo.base-url, then: doctor");
        next.put("loxo-down", later);
        next.put("told-to-wait", "nothing until the time that the sentence names; then the next run goes on");
        next.put("stalled", "the log names candidates and steps, and explain tells more of each candidate");
        next.put("toggl-refused", "correct toggl.api-key, then: doctor");
        next.put("toggl-refused-list", "look at toggl.filter.*, then: doctor");
        next.put("toggl-unavailable", later);
        next.put("toggl-no-answer", later);
        next.put("too-slow", later + ". Where it goes on, see toggl.call-timeout and toggl.page-size");
        next.put("too-large", "make toggl.page-size smaller, or toggl.max-answer-bytes larger");
        next.put("retired-version", "look for a newer version of this program: Toggl Hire's API has gone on");
        next.put("redirected", "correct toggl.base-url, then: doctor");
        next.put("not-json", list);
        next.put("not-a-list", list);
        next.put("foreign-link", list);
        next.put("repeated-link", list);
        next.put("nobody-new", list);
        next.put("total-differs", list);
        next.put("interrupted", "sync again: it does the rest");
        next.put("ledger", "look at the file that ledger.url names, then: doctor");
        next.put(
                "other-agency",
                "set ledger.url to the ledger of this agency; if it is the same after all: ledger adopt");
        next.put(
                "other-workspace",
                "set ledger.url to the ledger of this workspace; if it is the same after all: ledger adopt");
        next.put("brake", "plan shows whom it would change; to let the edit through: sync --once --yes");
        next.put("webhooks-port", "set webhooks.port to a free one, then: sync");
        next.put("ledger-in-use", "end the other process, or set ledger.url; plan, status and explain work beside it");
        next.put("unexpected", "sync again; where it goes on, report what the log says");
        return next;
    }
}
