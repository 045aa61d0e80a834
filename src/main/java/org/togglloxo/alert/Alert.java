package org.togglloxo.alert;

import java.util.List;

/**
 * What people are told, apart from the counts of the run in which they are.
 *
 * @param id counts up from 1: the same one is the same alert, told again
 * @param run the run that it is about
 * @param at milliseconds
 * @param since when it began (milliseconds): the end of the first run that went wrong, or of the last one that did well
 * @param runs how many runs went wrong from then on
 * @param reasons what is, or was, wrong or unusual, in words
 * @param next what to do, in words; empty for nothing
 */
record Alert(long id, AlertKind kind, long run, long at, long since, long runs, List<String> reasons, String next) {}
