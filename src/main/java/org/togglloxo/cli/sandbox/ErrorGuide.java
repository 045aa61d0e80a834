package org.togglloxo.cli.sandbox;

import java.util.EnumMap;
import java.util.Map;
import org.togglloxo.failure.Reason;

/** What to do about each reason, in the order of the tables on the page of outcomes. */
final class ErrorGuide {

    private static final String BY_ITSELF = "nothing: the next run tries again by itself; explain ID tells more";

    /** By the reason of a candidate; {@code ID} stands for the candidate's. */
    static final Map<Reason, String> OF_CANDIDATES = ofCandidates();

    /** By the reason of a run. */
    static final Map<Reason, String> OF_RUNS = ofRuns();

    private static final Map<Reason, String> NOT_SHOWN = Map.of(
            Reason.CLAIM_LOST, "needs a ledger on PostgreSQL that goes away just before a write to Loxo",
            Reason.CHANGED_MEANWHILE,
                    "needs somebody in Loxo who is created, merged or deleted just before a write, again and again",
            Reason.BRAKE, "needs 50 people who were delivered before",
            Reason.LEFT_OUT, "needs a plan that is applied (apply) while something changes",
            Reason.MOVED, "needs a second agency (loxo.agencies)",
            Reason.LIST_UNREADABLE, "needs a list of Loxo's or Toggl Hire's that fails for a whole run",
            Reason.AGENCY_STOPPED, "needs a second agency (loxo.agencies)",
            Reason.UNREADABLE_MESSAGE,
                    "needs a topic of Kafka as the queue (sync.queue), and somebody else who writes to it",
            Reason.TOO_LARGE_FOR_QUEUE, "needs a topic of Kafka as the queue (sync.queue)",
            Reason.QUEUE_UNUSABLE, "needs a topic of Kafka as the queue (sync.queue), and a broker that is gone");

    private ErrorGuide() {}

    static String whyNot(Reason reason) {
        return NOT_SHOWN.getOrDefault(reason, "it did not come up this time");
    }

    private static Map<Reason, String> ofCandidates() {
        Map<Reason, String> next = new EnumMap<>(Reason.class);
        next.put(Reason.UNDECIDED, "decide on the candidate in Toggl Hire; the next run sees it");
        next.put(
                Reason.UNKNOWN_HIRE_STATE,
                "add a lane to routes/30-route-candidate.camel.yaml, see it with: routes try ID; the next run takes it");
        next.put(Reason.NOT_IN_LOXO, "nothing: looked up again after sync.look-again-days; at once with: retry ID");
        next.put(Reason.CREATE_ONLY, "nothing, as sync.mode asks for it; with another mode: retry ID");
        next.put(Reason.UPDATE_ONLY, "nothing, as sync.mode asks for it; with another mode: retry ID");
        next.put(Reason.THROTTLED, BY_ITSELF);
        next.put(Reason.UNAVAILABLE, BY_ITSELF);
        next.put(Reason.NO_ANSWER, BY_ITSELF);
        next.put(Reason.TOO_SLOW, BY_ITSELF + ". Where it goes on, see loxo.call-timeout");
        next.put(Reason.TOO_LARGE, BY_ITSELF + ". Where it goes on, see loxo.max-answer-bytes");
        next.put(
                Reason.CREATE_PENDING,
                BY_ITSELF + ". Where it goes on, look in Loxo, then: link ID PERSON, or forget ID");
        next.put(Reason.INTERRUPTED, "nothing: the next run goes on by itself; explain ID tells more");
        next.put(Reason.CLAIM_LOST, BY_ITSELF);
        next.put(Reason.CHANGED_MEANWHILE, BY_ITSELF);
        next.put(Reason.CLAIM_TIMEOUT, BY_ITSELF);
        next.put(Reason.LEFT_OUT, "nothing: the next run does what the plan had not shown");
        next.put(Reason.FORGOTTEN, "nothing: the next run reads the candidate anew");
        next.put(
                Reason.LINKED_MEANWHILE, "nothing: the next run delivers to the person linked; explain ID shows which");
        next.put(Reason.REFUSAL_UNEXPLAINED, BY_ITSELF + ". Where it goes on: doctor");
        next.put(Reason.AGENCY_STOPPED, "do what the message says of the agency, then: doctor. The next run goes on");
        next.put(Reason.GAVE_UP, "explain ID, fix the cause, then: retry ID");
        next.put(Reason.AMBIGUOUS, "merge the people in Loxo, then: retry ID. Or say who it is: link ID PERSON");
        next.put(Reason.TOO_MANY_HITS, "look for the person in Loxo, then: link ID PERSON");
        next.put(Reason.FORBIDDEN, "look at the person in Loxo, or the candidate in Toggl Hire, then: retry ID");
        next.put(
                Reason.REFUSED,
                "explain ID shows Loxo's own words; correct the value in Toggl Hire, and the next run sees it");
        next.put(
                Reason.NOTHING_SAVED,
                "retry ID. Where it goes on: explain ID, and ask Loxo's support with what it shows");
        next.put(Reason.NO_ADDRESS, "add an address in Toggl Hire; the next run sees it");
        next.put(
                Reason.MAPPING,
                "fix routes/40-map-candidate.camel.yaml: routes try ID shows what it gives. Then: retry ID");
        next.put(
                Reason.NOT_PREVIEWED,
                "routes check names the step; sync runs it, or write read-only into its description");
        next.put(Reason.NO_OUTCOME, "routes try ID shows where the way ends; fix the route, then: retry ID");
        next.put(Reason.LINKED_BY_HAND, "nothing: the next run delivers to that person; at once with: sync --once");
        next.put(
                Reason.MERGED_IN_LOXO,
                "nothing: the next run delivers to the person who is left; explain ID shows both");
        next.put(
                Reason.DELETED_IN_LOXO, "nothing; who changes in Toggl Hire is looked up anew. At once with: retry ID");
        next.put(
                Reason.MOVED,
                "nothing: the next run delivers there; who is no longer wanted in the agency before is removed by hand");
        next.put(
                Reason.UNREADABLE_MESSAGE,
                "look who else writes to the topic of sync.queue; the next run reads the candidate anew");
        next.put(
                Reason.TOO_LARGE_FOR_QUEUE,
                "raise max.message.bytes of the topic, and maxRequestSize in sync.queue, then: retry ID");
        next.put(Reason.WITHOUT_REFUSED_VALUE, "correct the value in Toggl Hire; the next run sees it");
        next.put(
                Reason.NO_JOB,
                "add the job in Loxo, or a line to jobs.file; the candidate is put forward by itself then");
        next.put(Reason.AMBIGUOUS_JOB, "say in jobs.file which job it is; the candidate is put forward by itself then");
        next.put(Reason.NO_PHONE, "add a phone in Toggl Hire, or set applications.placeholder-phone");
        next.put(Reason.LIST_UNREADABLE, BY_ITSELF);
        next.put(Reason.POSTING_PENDING, BY_ITSELF);
        next.put(Reason.POSTING_UNKNOWN, "look in Loxo whether the candidate applied; if not: retry ID");
        next.put(Reason.TOGGL_UNAVAILABLE, BY_ITSELF);
        next.put(Reason.TOGGL_NO_ANSWER, BY_ITSELF);
        next.put(Reason.UNEXPECTED, "explain ID, fix the step where it is one of yours, then: retry ID");
        return next;
    }

    private static Map<Reason, String> ofRuns() {
        String later = "nothing: the next run tries again by itself; status shows whether it did better";
        String list = "doctor; what had been listed is delivered, and the next run reads the list anew";
        Map<Reason, String> next = new EnumMap<>(Reason.class);
        next.put(Reason.LOXO_REFUSED, "compare loxo.agency-slug and loxo.api-key with Loxo, then: doctor");
        next.put(Reason.ENDPOINT_REFUSED, "doctor names what the key may not do; ask Loxo's support to open it");
        next.put(Reason.LOXO_ELSEWHERE, "correct loxo.base-url, then: doctor");
        next.put(Reason.LOXO_DOWN, later);
        next.put(Reason.TOLD_TO_WAIT, "nothing until the time that the message names; then the next run goes on");
        next.put(Reason.STALLED, "the log names candidates and steps, and explain tells more of each candidate");
        next.put(Reason.TOGGL_REFUSED, "correct toggl.api-key, then: doctor");
        next.put(Reason.TOGGL_REFUSED_LIST, "look at toggl.filter.*, then: doctor");
        next.put(Reason.TOGGL_UNAVAILABLE, later);
        next.put(Reason.TOGGL_NO_ANSWER, later);
        next.put(Reason.TOO_SLOW, later + ". Where it goes on, see toggl.call-timeout and toggl.page-size");
        next.put(Reason.TOO_LARGE, "make toggl.page-size smaller, or toggl.max-answer-bytes larger");
        next.put(Reason.RETIRED_VERSION, "look for a newer version of this program: Toggl Hire's API has gone on");
        next.put(Reason.REDIRECTED, "correct toggl.base-url, then: doctor");
        next.put(Reason.NOT_JSON, list);
        next.put(Reason.NOT_A_LIST, list);
        next.put(Reason.FOREIGN_LINK, list);
        next.put(Reason.REPEATED_LINK, list);
        next.put(Reason.NOBODY_NEW, list);
        next.put(Reason.TOTAL_DIFFERS, list);
        next.put(Reason.INTERRUPTED, "sync again: it does the rest");
        next.put(
                Reason.QUEUE_UNUSABLE,
                "look whether the broker of sync.queue runs and lets this program in, then: doctor");
        next.put(Reason.LEDGER, "look at the file that ledger.url names, then: doctor");
        next.put(
                Reason.OTHER_AGENCY,
                "set ledger.url to the ledger of this agency; if it is the same after all: ledger adopt");
        next.put(
                Reason.OTHER_WORKSPACE,
                "set ledger.url to the ledger of this workspace; if it is the same after all: ledger adopt");
        next.put(Reason.BRAKE, "plan shows whom it would change; to let the edit through: sync --once --yes");
        next.put(Reason.WEBHOOKS_PORT, "set webhooks.port to a free one, then: sync");
        next.put(
                Reason.LEDGER_IN_USE,
                "end the other process, or set ledger.url; plan, status and explain work beside it");
        next.put(Reason.UNEXPECTED, "sync again; where it goes on, report what the log says");
        return next;
    }
}
