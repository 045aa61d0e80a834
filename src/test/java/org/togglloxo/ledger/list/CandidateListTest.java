package org.togglloxo.ledger.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.CandidateUpdate;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.LedgerDatabases;
import org.togglloxo.ledger.sql.LedgerSettings;

/** Candidates are found by what they have, a page at a time. */
class CandidateListTest {

    @TempDir
    Path folder;

    private LedgerSettings settings;
    private Ledger ledger;

    @AfterEach
    void close() {
        ledger.close();
    }

    private void open(String database) throws Exception {
        settings = LedgerDatabases.fresh(database, folder);
        ledger = Ledger.openAlone(settings, Clock.systemUTC());
    }

    private void record(String id, String lane, String opening, CandidateResult result) {
        Delivery delivery =
                new Delivery(id, lane, true, Map.of(), List.of(id + "@example.com"), List.of(), Map.of(), "none");
        ledger.record(
                1,
                new CandidateUpdate(ledger.lookUp(id), lane, opening, delivery, List.of(), "", result, "mark", 0, 0));
    }

    private void fill() {
        record("100", "shortlist", "7000", CandidateResult.of(Outcome.CREATED, "501"));
        record("101", "review", "7000", CandidateResult.of(Outcome.UPDATED, "502"));
        record("102", "review", "7001", CandidateResult.of(Outcome.FAILED, "ambiguous", "two"));
        record("103", "review", "", CandidateResult.of(Outcome.DEFERRED, "throttled", "429"));
        record("104", "undecided", "7001", CandidateResult.of(Outcome.SKIPPED, "undecided", "nobody"));
    }

    private List<String> ids(CandidateFilter filter) {
        List<String> ids = new ArrayList<>();
        ledger.candidates().forEach(filter, 0, line -> ids.add(line.togglId()));
        assertThat(ledger.candidates().count(filter)).isEqualTo(ids.size());
        return ids;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void eachFilterLeavesOutWhoHasSomethingElse(String database) throws Exception {
        open(database);
        fill();
        assertThat(ids(CandidateFilter.ALL)).containsExactly("100", "101", "102", "103", "104");
        assertThat(ids(new CandidateFilter(Outcome.FAILED, "", "", "", ""))).containsExactly("102");
        assertThat(ids(new CandidateFilter(Outcome.CREATED, "", "", "", ""))).containsExactly("100");
        assertThat(ids(new CandidateFilter(null, "undecided", "", "", ""))).containsExactly("104");
        assertThat(ids(new CandidateFilter(null, "", "review", "", ""))).containsExactly("101", "102", "103");
        assertThat(ids(new CandidateFilter(null, "", "", "7001", ""))).containsExactly("102", "104");
        assertThat(ids(new CandidateFilter(Outcome.FAILED, "ambiguous", "review", "7001", "102")))
                .containsExactly("102");
        assertThat(ids(new CandidateFilter(Outcome.FAILED, "", "shortlist", "", "")))
                .isEmpty();
        assertThat(ledger.candidates().reasons()).containsExactly("ambiguous", "throttled", "undecided");
        assertThat(ledger.candidates().lanes()).containsExactly("review", "shortlist", "undecided");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void somebodyIsFoundByIdByPersonAndByAddressAlone(String database) throws Exception {
        open(database);
        fill();
        assertThat(ids(new CandidateFilter(null, "", "", "", " 101 "))).containsExactly("101");
        assertThat(ids(new CandidateFilter(null, "", "", "", "501"))).containsExactly("100");
        assertThat(ids(new CandidateFilter(null, "", "", "", "104@Example.com")))
                .containsExactly("104");
        assertThat(ids(new CandidateFilter(null, "", "", "", "10"))).isEmpty();
        assertThat(ids(new CandidateFilter(null, "", "", "", "example.com"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void aPageGoesOnWhereTheOneBeforeEnded(String database) throws Exception {
        open(database);
        fill();
        CandidateList list = ledger.candidates();
        assertThat(list.page(CandidateFilter.ALL, "", 2))
                .extracting(CandidateLine::togglId)
                .containsExactly("100", "101");
        assertThat(list.page(CandidateFilter.ALL, "101", 2))
                .extracting(CandidateLine::togglId)
                .containsExactly("102", "103");
        assertThat(list.page(CandidateFilter.ALL, "104", 2)).isEmpty();
        CandidateLine first = list.page(CandidateFilter.ALL, "", 1).get(0);
        assertThat(List.of(first.lane(), first.opening(), first.loxoId(), first.reason()))
                .containsExactly("shortlist", "7000", "501", "");
        List<CandidateLine> limited = new ArrayList<>();
        list.forEach(CandidateFilter.ALL, 3, limited::add);
        assertThat(limited).hasSize(3);
    }

    @Test
    void theOpeningFollowsTheList() throws Exception {
        open("sqlite");
        fill();
        com.fasterxml.jackson.databind.ObjectMapper json = new com.fasterxml.jackson.databind.ObjectMapper();
        var page = List.of(
                json.readTree("{\"id\": 100, \"job_opening_id\": 7001}"),
                json.readTree("{\"id\": 101, \"job_opening_id\": 7000}"),
                json.readTree("{\"id\": 102, \"job_opening_id\": null}"),
                json.readTree("{\"id\": 999, \"job_opening_id\": 7000}"));
        ledger.listed().keepOpenings(page, ledger.listed().lookUp(page));
        assertThat(ids(new CandidateFilter(null, "", "", "7001", ""))).containsExactly("100", "104");
        assertThat(ledger.lookUp("102").opening()).isEmpty();
        assertThat(ledger.lookUp("999").outcome()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED,,,, candidate_to_attend",
        "DEFERRED,,,, candidate_to_attend",
        ", ambiguous,,, candidate_by_reason",
        ",,, 7000, candidate_by_opening",
        ",,,, sqlite_autoindex_candidate",
        ",,review,, sqlite_autoindex_candidate"
    })
    void noFilterReadsAllToSortThem(Outcome outcome, String reason, String lane, String opening, String index)
            throws Exception {
        open("sqlite");
        fill();
        List<Object> values = new ArrayList<>();
        String sql = CandidateList.page(new CandidateFilter(outcome, reason, lane, opening, null), values);
        values.add("");
        values.add(10);
        assertThat(plan(sql, values)).contains(index).doesNotContain("TEMP B-TREE");
    }

    private String plan(String sql, List<Object> values) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(settings.url());
                PreparedStatement explain = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql)) {
            for (int i = 0; i < values.size(); i++) {
                explain.setObject(i + 1, values.get(i));
            }
            try (ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString("detail")).append('\n');
                }
            }
        }
        return plan.toString();
    }
}
