package org.togglloxo.ledger.run;

import java.util.Locale;

/** What is remarked of a run as a whole, without ending it; a table of the page on outcomes is made of it. */
public enum RemarkCode {
    BRAKE("of a plan: `sync` would hold the edit of the rules, see [The brake](change-the-rules.md#the-brake)"),
    REFERENCE_UNREADABLE(
            "one of Loxo's lists (jobs, fields, activity types, ...) cannot be read: what needs it is disabled in this run, and made up for as the message says"),
    LIST_TOO_LONG("Loxo gives out the first 10,000 records only"),
    FIELD_UNKNOWN("Loxo has no custom field of the name that the mapping gives: people are delivered without it"),
    FIELD_VALUE("the mapping gives a custom field a value that it does not take"),
    ACTIVITY_TYPE_UNKNOWN("Loxo has none of the activity types that step 64 names: no event is recorded"),
    EVENT_REFUSED(
            "Loxo refuses events: none is recorded any more in this run. Or it refused the one of a candidate, who was delivered without it"),
    TAGS_UNTOLD("Loxo does not tell which tags people have: the tag of an earlier lane stays beside the new one"),
    SOURCE_TYPE_UNKNOWN("Loxo has no source type of the name in `loxo.source-type`"),
    OPENING_UNKNOWN("candidates name an opening that Toggl Hire does not have"),
    TOGGL_OPENINGS_UNKNOWN(
            "Toggl Hire's list of openings cannot be read: what needs it is left out, and made up for as the message says"),
    TOGGL_CATEGORIES_UNKNOWN(
            "Toggl Hire's list of categories cannot be read: what needs it is left out, and made up for as the message says"),
    TOGGL_TAGS_UNKNOWN(
            "Toggl Hire's list of tags cannot be read: what needs it is left out, and made up for as the message says"),
    JOB_MADE("a job was made in Loxo for an opening (`jobs.create`)"),
    COMPANY_MADE("the company of such a job was made in Loxo too"),
    JOB_NOT_MADE("a job cannot be made: something that Loxo requires is missing, or Loxo has nothing of the name"),
    JOB_CATEGORY_UNKNOWN("Loxo has no job category of the name: jobs are made without it"),
    JOB_PLACE_UNKNOWN(
            "a country, state or city of `jobs.*` is not used, since Loxo does not have it: jobs are made without it"),
    JOB_REFUSED("Loxo refused to make a job; its own words say why"),
    NOT_QUEUED("an edit of step 20 keeps candidates out of the queue: they are in no count"),
    JOBS_FILE("the file of `jobs.file` is broken: the lines read before are in force");

    private final String meaning;

    RemarkCode(String meaning) {
        this.meaning = meaning;
    }

    /** As the ledger and JSON have it, such as {@code job-made}; stays the same between versions. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people, in Markdown. */
    public String meaning() {
        return meaning;
    }
}
