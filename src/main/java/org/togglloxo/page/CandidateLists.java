package org.togglloxo.page;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.list.CandidateFilter;
import org.togglloxo.ledger.list.CandidateLine;
import org.togglloxo.ledger.list.CandidateList;
import org.togglloxo.report.TimeFormat;
import org.togglloxo.settings.Scope;

/** Candidates, a page at a time. */
final class CandidateLists {

    private static final int PAGE = 100;

    private final Operations operations;

    CandidateLists(Operations operations) {
        this.operations = operations;
    }

    /** {@code candidates}, {@code total}, {@code after}: where the next page begins, or null; {@code reasons}, {@code lanes}. */
    Map<String, Object> of(Call call) {
        String search = call.value("search");
        if (search.contains("@")) {
            call.needs(Role.READER, "To search by an address");
        }
        Ledger ledger = operations.ledger();
        CandidateFilter filter = new CandidateFilter(
                outcome(call.value("outcome")),
                call.value("reason"),
                call.value("lane"),
                call.value("opening"),
                PageApi.bare(ledger, search));
        CandidateList list = ledger.candidates();
        List<CandidateLine> lines = list.page(filter, PageApi.bare(ledger, call.value("after")), PAGE + 1);
        boolean more = lines.size() > PAGE;
        List<CandidateLine> shown = more ? lines.subList(0, PAGE) : lines;
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(
                "candidates",
                shown.stream().map(line -> json(ledger.scope(), line)).toList());
        object.put("total", list.count(filter));
        object.put("after", more ? ledger.scope().shown(shown.get(PAGE - 1).togglId()) : null);
        object.put("reasons", list.reasons());
        object.put("lanes", list.lanes());
        return object;
    }

    private static Outcome outcome(String word) {
        if (word.isEmpty()) {
            return null;
        }
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Refusal.BAD_REQUEST,
                        "outcome is none of %s"
                                .formatted(Arrays.stream(Outcome.values())
                                        .map(Outcome::word)
                                        .collect(Collectors.joining(", ")))));
    }

    private static Map<String, Object> json(Scope scope, CandidateLine line) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("candidate", scope.shown(line.togglId()));
        object.put("outcome", line.outcome().word());
        object.put("reason", line.reason());
        object.put("lane", line.lane());
        object.put("opening", line.opening());
        object.put("person", line.loxoId());
        if (!line.agency().isEmpty()) {
            object.put("agency", line.agency());
        }
        object.put("since", TimeFormat.show(line.since()));
        object.put("attempts", line.attempts());
        return object;
    }
}
