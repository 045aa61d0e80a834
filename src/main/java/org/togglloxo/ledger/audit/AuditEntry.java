package org.togglloxo.ledger.audit;

/**
 * Something that somebody did by hand, or an edit of the rules.
 *
 * @param id counts up from 1
 * @param at milliseconds
 * @param actor who, as {@link Audit} says
 * @param act the code of an {@link AuditAct}; a ledger may hold those of other versions
 * @param candidate the candidate's id; {@code forgotten} once it was forgotten; empty where it is about none, or about several
 * @param detail without personal data; may be empty
 * @param workspace whose candidate it is, or what it was about; empty where there is one
 */
public record AuditEntry(
        long id, long at, String actor, String act, String candidate, String detail, String workspace) {}
