package org.togglloxo.failure;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * Why a candidate or a run ended as it did, where the program itself says so; the tables of the page on outcomes are made of
 * it. Routes may give other reasons, and a ledger may hold those of other versions: there a reason is text.
 */
public enum Reason {
    UNDECIDED("skipped", "nobody has decided on the candidate in Toggl Hire"),
    UNKNOWN_HIRE_STATE("skipped", "a hire_state that step 30 does not know"),
    NOT_IN_LOXO("skipped", "Loxo does not have the person, and the lane creates nobody"),
    CREATE_ONLY("skipped", "Loxo has the person, and `sync.mode` is `create-only`"),
    UPDATE_ONLY("skipped", "Loxo does not have the person, and `sync.mode` is `update-only`"),
    LOXO_REFUSED(ExitCode.UNAUTHORIZED, "Loxo refuses the key or the slug"),
    ENDPOINT_REFUSED(ExitCode.UNAUTHORIZED, "Loxo accepts the key and refuses a whole endpoint"),
    LOXO_ELSEWHERE(
            ExitCode.SETTINGS,
            "Loxo redirects, or does not know an endpoint that every agency has: look at `loxo.base-url`"),
    LOXO_DOWN(ExitCode.ATTENTION, "Loxo is down: `sync.max-deferred-in-a-row` candidates could not be delivered"),
    TOLD_TO_WAIT(
            ExitCode.ATTENTION,
            "a service asks to be left alone for longer than `loxo.max-retry-after` or `toggl.max-retry-after` allows, and the message says until when; or it has refused every call (429) for as long without naming a time. Where it is Toggl Hire, the exit code is 5"),
    STALLED(
            ExitCode.UNEXPECTED,
            "nothing happened for `sync.stalled-after`: the log names the candidates and the steps that do not end. Where a step cannot be woken, its thread goes with the process only, and saved edits wait for it"),
    TOGGL_REFUSED(ExitCode.UNAUTHORIZED, "Toggl Hire refuses the key"),
    TOGGL_REFUSED_LIST(ExitCode.LIST, "Toggl Hire refuses the list: look at `toggl.filter.*`"),
    THROTTLED("deferred", "Loxo still answered 429"),
    UNAVAILABLE("deferred", "Loxo still answered 5xx, 408 or 425"),
    NO_ANSWER("deferred", "Loxo did not answer"),
    TOGGL_UNAVAILABLE(
            "deferred",
            "Toggl Hire still answered 429, 5xx, 408 or 425 to the question for the details",
            ExitCode.LIST,
            "Toggl Hire still answered 429, 5xx, 408 or 425"),
    TOGGL_NO_ANSWER(
            "deferred",
            "Toggl Hire did not answer the question for the details",
            ExitCode.LIST,
            "Toggl Hire did not answer"),
    TOO_SLOW(
            "deferred",
            "an answer was not there in full after `loxo.call-timeout`, or `toggl.call-timeout` for the details, twice",
            ExitCode.LIST,
            "a page of Toggl Hire's list was not there in full after `toggl.call-timeout`, twice"),
    TOO_LARGE(
            "deferred",
            "an answer is larger than `loxo.max-answer-bytes`, or `toggl.max-answer-bytes` for the details",
            ExitCode.LIST,
            "a page of Toggl Hire's list is larger than `toggl.max-answer-bytes`"),
    RETIRED_VERSION(ExitCode.LIST, "the version in `toggl.base-url` is gone"),
    REDIRECTED(ExitCode.LIST, "Toggl Hire redirects; not followed, since the key would go along"),
    NOT_JSON(ExitCode.LIST, "the answer is not JSON (from Loxo: the candidate is deferred)"),
    NOT_A_LIST(
            ExitCode.LIST,
            "the answer is no list of candidates, or some in the list have no id: they are left out, since nobody could tell them apart, and all others are delivered"),
    FOREIGN_LINK(ExitCode.LIST, "the link to the next page leads to another host"),
    REPEATED_LINK(ExitCode.LIST, "the link to the next page leads back"),
    NOBODY_NEW(ExitCode.LIST, "a page brings nobody new and a link to one more"),
    TOTAL_DIFFERS(ExitCode.LIST, "the list ended before as many were listed as Toggl Hire says it has"),
    CREATE_PENDING(
            "deferred",
            "the answer to a create was lost, and the person is not found yet; where the message says so, look in Loxo and use `link` or `forget`"),
    INTERRUPTED(
            "deferred",
            "the process died while the candidate was being delivered; the next run goes on",
            ExitCode.ATTENTION,
            "Ctrl-C, SIGTERM, or the process died: the next run does the rest"),
    CLAIM_LOST(
            "deferred",
            "PostgreSQL went away just before a write to Loxo, again and again, and another process may have taken the candidate up"),
    CHANGED_MEANWHILE(
            "deferred",
            "the person, or the job of the opening, was created, merged or deleted in Loxo while the candidate was delivered, again and again"),
    CLAIM_TIMEOUT(
            "deferred",
            "another worker or node was at work on the same address or job for longer than `ledger.lock-timeout`; nothing is taken from it"),
    FORGOTTEN(
            "deferred",
            "`forget` erased the candidate while it was under way: this outcome is counted and not written down, and the next run reads it anew"),
    LINKED_MEANWHILE(
            "deferred",
            "`link` gave the candidate another person while it was under way; the next run delivers there, and the message names a person made meanwhile"),
    LEFT_OUT(
            "deferred",
            "by `apply`, where the person was written and something else is not what the plan had shown: the next run does the rest. Whoever is left out before that stays as they were"),
    REFUSAL_UNEXPLAINED("deferred", "Loxo answered 401 or 403, and the probe got no answer"),
    AGENCY_STOPPED(
            "deferred",
            "the mapping leads the candidate to an agency that this run does not deliver into any more: its key is refused, or the like, as the message says. All others are delivered"),
    GAVE_UP("failed", "deferred `sync.max-attempts` times in a row"),
    AMBIGUOUS(
            "failed",
            "the addresses belong to several people in Loxo, or a new address to somebody else than the person: merge them there, then `retry`; or `link`"),
    TOO_MANY_HITS(
            "failed",
            "there is no end to what Loxo finds for an address (more than 1,000 people), so nobody knows whether the person is there: look in Loxo, then `link`"),
    FORBIDDEN("failed", "Loxo refuses this one record, or Toggl Hire its details"),
    REFUSED("failed", "Loxo refuses a value; its own words say which. Who has no valid address is not created"),
    NOTHING_SAVED("failed", "Loxo answered with success but without an id"),
    NO_ADDRESS("failed", "the candidate has no e-mail address"),
    MAPPING(
            "failed",
            "a step gives something that [a mapping may not hold](change-the-rules.md#what-a-mapping-may-hold), or a lane has no `when` in step 40"),
    NOT_PREVIEWED(
            "failed, in a plan only",
            "a step was not run whose answer may decide: see [What only looks sends nothing](change-the-rules.md#what-only-looks-sends-nothing)"),
    NO_OUTCOME("failed", "the routes ended without an outcome: look at the last change in `routes/`"),
    LINKED_BY_HAND("as before", "`link` gave the candidate this person; the next run delivers there"),
    MERGED_IN_LOXO("as before", "Loxo merged the person into another one; the next run delivers there"),
    DELETED_IN_LOXO("as before", "the person was deleted in Loxo; a candidate that changes is looked up anew"),
    MOVED(
            "as before",
            "the mapping leads the candidate to another agency: the person in the one before stays as they are"),
    WITHOUT_REFUSED_VALUE(
            "created, updated",
            "Loxo called the address or phone invalid, or the address has no @; the rest was delivered"),
    NO_JOB(
            "created, updated",
            "delivered, and not put forward yet: the opening has no job in Loxo, or `config/jobs.csv` names one that Loxo lacks"),
    AMBIGUOUS_JOB(
            "created, updated", "delivered, and not put forward yet: Loxo has several jobs of the opening's title"),
    NO_PHONE("created, updated", "delivered, and not put forward yet: Loxo takes no application without a phone"),
    LIST_UNREADABLE(
            "created, updated",
            "delivered without its event, custom fields, source type or Toggl Hire's names: a list that they need cannot be read, as the message says. The first run that gets it adds them"),
    POSTING_PENDING("deferred", "the answer to an application or an event was lost, and it is not seen yet"),
    POSTING_UNKNOWN(
            "failed",
            "the answer to an application was lost, and Loxo does not tell whether it took place: look there, then `retry ID` applies again"),
    UNREADABLE_MESSAGE(
            "failed",
            "a message in the topic of `sync.queue` is not of this program's: look who else writes to it. The next run reads the candidate anew"),
    TOO_LARGE_FOR_QUEUE(
            "failed",
            "the candidate is larger than the topic of `sync.queue` takes: raise its `max.message.bytes`, then `retry`"),
    QUEUE_UNUSABLE(
            ExitCode.UNEXPECTED,
            "the broker of `sync.queue` does not answer, or lacks the topic: what had gone into the queue is delivered, the next run does the rest"),
    LEDGER(
            ExitCode.UNEXPECTED,
            "the ledger cannot be read or written; nobody is created without it. Exit code 2 where a later version of the program has used it"),
    OTHER_AGENCY(
            ExitCode.SETTINGS,
            "the ledger belongs to another agency in Loxo, see [Whose ledger it is](ledger-and-privacy.md#whose-ledger-it-is)"),
    OTHER_WORKSPACE(ExitCode.SETTINGS, "the ledger belongs to another workspace of Toggl Hire, see there"),
    BRAKE(
            ExitCode.ATTENTION,
            "the rules were edited and would change many people: held, see [The brake](change-the-rules.md#the-brake)"),
    WEBHOOKS_PORT(ExitCode.SETTINGS, "the address or the port for Loxo's webhooks cannot be bound"),
    LEDGER_IN_USE(ExitCode.SETTINGS, "another process, or another Camel context of this one, runs on the same ledger"),
    UNEXPECTED(
            "failed, deferred",
            "an error nobody expected: failed, or deferred where it was no fault of the candidate's, such as a lack of memory",
            ExitCode.UNEXPECTED,
            "an error nobody expected");

    private final String outcome;
    private final String meaning;
    private final ExitCode exitCode;
    private final String meaningOfRun;

    Reason(String outcome, String meaning, ExitCode exitCode, String meaningOfRun) {
        this.outcome = outcome;
        this.meaning = meaning;
        this.exitCode = exitCode;
        this.meaningOfRun = meaningOfRun;
    }

    Reason(String outcome, String meaning) {
        this(outcome, meaning, ExitCode.UNEXPECTED, "");
    }

    Reason(ExitCode exitCode, String meaningOfRun) {
        this("", "", exitCode, meaningOfRun);
    }

    /** As routes, the ledger and JSON have it, such as {@code create-pending}; stays the same between versions. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** By its code; {@link #UNEXPECTED} where this version knows none such. */
    public static Reason of(String code) {
        return Stream.of(values()).filter(reason -> reason.is(code)).findFirst().orElse(UNEXPECTED);
    }

    /** Whether this code is meant. */
    public boolean is(String code) {
        return code().equals(code);
    }

    /** Whether it stops whatever is delivered into one agency, and nothing else. */
    public boolean isOfAgency() {
        return switch (this) {
            case LOXO_REFUSED, ENDPOINT_REFUSED, LOXO_ELSEWHERE, LOXO_DOWN, OTHER_AGENCY -> true;
            default -> false;
        };
    }

    /** The outcomes of a candidate that it explains, for people; empty where it is a run's only. */
    public String outcome() {
        return outcome;
    }

    /** What it says of a candidate, in Markdown; empty where it is a run's only. */
    public String meaning() {
        return meaning;
    }

    /** How a run ends with it, where nothing else is said; {@link ExitCode#UNEXPECTED} where it is a candidate's only. */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** What it says of a run, in Markdown; empty where it is a candidate's only. */
    public String meaningOfRun() {
        return meaningOfRun;
    }
}
