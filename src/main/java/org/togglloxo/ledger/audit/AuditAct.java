package org.togglloxo.ledger.audit;

import java.util.Locale;

/** What is written down of those who act by hand, and of edits; a table of the page on operations is made of it. */
public enum AuditAct {
    RETRY("`retry`: the next run tries the candidate again, or several"),
    LINK("`link`: the candidate is this person in Loxo"),
    FORGET("`forget`: a candidate was erased"),
    LEDGER_ADOPT("`ledger adopt`: the ledger was bound anew"),
    LET_THROUGH("`sync --once --yes`: an edit of the rules that the brake would look at was let through"),
    APPLY("`apply`: what a plan had shown was to be done"),
    WEBHOOK_REGISTERED("`webhooks register`"),
    WEBHOOK_UPDATED("`webhooks update`"),
    WEBHOOK_REMOVED("`webhooks remove`"),
    EDIT_TAKEN_OVER("edited files took over while `sync` was running"),
    EDIT_REFUSED("edited files cannot be used: what ran before goes on"),
    RULES_CHANGED("a run goes by other rules than the one before, whenever they were edited");

    private final String meaning;

    AuditAct(String meaning) {
        this.meaning = meaning;
    }

    /** As the ledger and JSON have it, such as {@code ledger-adopt}; stays the same between versions. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people, in Markdown. */
    public String meaning() {
        return meaning;
    }
}
