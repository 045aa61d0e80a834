package org.togglloxo.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.fault.PageFaults;

/** Toggl's list read page by page: what cannot be trusted ends it, and what was listed before is delivered. */
class ListWalkTest extends FlowTest {

    private static final int CANDIDATES = 40;

    private void fourPages() {
        flow.between(options -> options.candidates(CANDIDATES)).set("toggl.page-size", "10");
    }

    private void onPage(int page, Fault fault) {
        flow.sandbox().togglFaults().on("GET /candidates").nth(page).then(fault);
    }

    private RunRow endsWith(String reason, long listed) {
        RunRow run = flow.run();
        assertThat(run.ended()).isEqualTo(reason);
        assertThat(run.exitCode()).isEqualTo(5);
        isDelivered(run, listed);
        return run;
    }

    private void isDelivered(RunRow run, long listed) {
        assertThat(run.listed()).isEqualTo(listed);
        assertThat(FlowFixture.counts(run)).doesNotContainKeys("failed", "deferred");
        long expected = flow.toggl().candidateIds().stream()
                .limit(listed)
                .map(id -> ExpectedPerson.of(flow.toggl().candidate(id).orElseThrow()))
                .filter(ExpectedPerson::createsPerson)
                .count();
        assertThat(flow.loxo().peopleCount()).isEqualTo((int) expected);
    }

    private void isReadToItsEnd() {
        RunRow run = flow.run();
        assertThat(run.ended()).isEqualTo("finished");
        assertThat(run.exitCode()).isZero();
        isDelivered(run, CANDIDATES);
    }

    @Test
    void aLinkToAnotherHostIsNotFollowed() throws Exception {
        List<String> calls = new CopyOnWriteArrayList<>();
        HttpServer foreign = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        foreign.createContext("/", exchange -> {
            calls.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        foreign.start();
        try {
            fourPages();
            String there = "http://127.0.0.1:" + foreign.getAddress().getPort();
            onPage(2, PageFaults.foreignLink(there + "/api/v2.2/candidates?after_id=1"));
            assertThat(endsWith("foreign-link", 20).message())
                    .contains(there, flow.sandbox().togglBaseUrl().replace("/api/v2.2", ""));
            assertThat(calls).isEmpty();
        } finally {
            foreign.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1/x", "//evil.example/x", "http://127.0.0.1@evil.example/", "ht tp://x"})
    void whateverLeavesTheOriginIsForeign(String link) {
        fourPages();
        onPage(2, PageFaults.foreignLink(link));
        endsWith("foreign-link", 20);
    }

    @Test
    void aLinkBackIsNotFollowed() {
        fourPages();
        onPage(2, PageFaults.repeatedLink());
        endsWith("repeated-link", 20);
    }

    @Test
    void aPageOnceMoreEndsTheWalk() {
        fourPages();
        onPage(2, PageFaults.repeatedPage());
        endsWith("nobody-new", 10);
    }

    @Test
    void thePeopleOfThePageBeforeEndTheWalk() {
        fourPages();
        onPage(3, PageFaults.noNewId());
        endsWith("nobody-new", 20);
    }

    @Test
    void anEmptyPageWithALinkEndsTheWalk() {
        fourPages();
        onPage(3, PageFaults.emptyPage());
        endsWith("nobody-new", 20);
    }

    @Test
    void aLostLinkIsNoticedByTheTotal() {
        fourPages();
        onPage(2, PageFaults.lostLink());
        assertThat(endsWith("total-differs", 20).message()).contains("40", "20");
    }

    @Test
    void aTotalThatIsLargerThanTheListIsNotHidden() {
        fourPages();
        flow.sandbox().togglFaults().on("GET /candidates").then(PageFaults.wrongTotal(99));
        assertThat(endsWith("total-differs", 40).total()).isEqualTo(99);
    }

    @Test
    void somebodyWhoLeavesMeanwhileIsNoReasonToDistrustTheList() {
        fourPages();
        flow.sandbox().togglFaults().on("GET /candidates").nth(1).then(PageFaults.wrongTotal(CANDIDATES + 1));
        isReadToItsEnd();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void aPageThatFailsIsAskedForAgainWithoutStartingOver(int status) {
        fourPages();
        onPage(3, Fault.answer(status, Map.of("Retry-After", "0"), "{}"));
        isReadToItsEnd();
        assertThat(flow.toggl().countOf("GET /candidates")).isEqualTo(5);
    }

    @Test
    void aBrokenAnswerIsAskedForAgain() {
        fourPages();
        onPage(2, Fault.notJson());
        onPage(3, Fault.breakOff());
        onPage(5, Fault.resetBefore());
        isReadToItsEnd();
    }

    @Test
    void everyPageHasItsOwnRetries() {
        fourPages();
        flow.set("retry.max-attempts", "2");
        for (int failing : List.of(1, 2, 4, 5, 7, 8)) {
            onPage(failing, Fault.status(500));
        }
        isReadToItsEnd();
    }

    @Test
    void aLastingErrorEndsTheWalk() {
        fourPages();
        flow.set("retry.max-attempts", "3");
        flow.sandbox().togglFaults().on("GET /candidates").from(2).then(Fault.status(500));
        endsWith("toggl-unavailable", 10);
        assertThat(flow.toggl().countOf("GET /candidates")).isEqualTo(5);
    }

    @Test
    void htmlForGoodIsNoList() {
        fourPages();
        flow.sandbox().togglFaults().on("GET /candidates").from(2).then(Fault.notJson());
        assertThat(endsWith("not-json", 10).message()).contains("toggl.base-url");
    }

    @Test
    void jsonOfAnotherKindIsNoList() {
        fourPages();
        onPage(2, Fault.answer(200, Map.of(), "{\"data\":{}}"));
        endsWith("not-a-list", 10);
    }

    @Test
    void noAnswerAtAllEndsTheWalk() {
        fourPages();
        flow.set("retry.max-attempts", "2");
        flow.sandbox().togglFaults().on("GET /candidates").from(2).then(Fault.resetBefore());
        endsWith("toggl-no-answer", 10);
    }

    @Test
    void aRetiredVersionIsNamed() {
        flow.between(options -> options.candidates(CANDIDATES).retiredV21(true));
        flow.set("toggl.base-url", flow.sandbox().togglBaseUrl().replace("v2.2", "v2.1"));
        assertThat(endsWith("retired-version", 0).message()).contains("410", "/api/v2.1", "/api/v2.2");
        assertThat(flow.toggl().total()).isEqualTo(1);
    }

    @Test
    void aRedirectionIsNotFollowed() {
        fourPages();
        onPage(2, Fault.answer(302, Map.of("Location", flow.sandbox().loxoBaseUrl() + "/x"), "{}"));
        endsWith("redirected", 10);
    }

    @Test
    void aRefusedFilterIsNamed() {
        fourPages();
        onPage(1, Fault.status(400));
        assertThat(endsWith("toggl-refused-list", 0).message()).contains("toggl.filter.*");
    }

    @Test
    void aLastPageMaySayThatThereIsNoNext() {
        flow.between(options -> options.candidates(CANDIDATES).nullNext(true)).set("toggl.page-size", "10");
        isReadToItsEnd();
        assertThat(flow.toggl().countOf("GET /candidates")).isEqualTo(4);
    }

    @Test
    void anEmptyListIsNoError() {
        flow.betweenEmptyServices();
        RunRow run = flow.run();
        assertThat(run.exitCode()).isZero();
        assertThat(run.listed()).isZero();
    }

    @Test
    void someoneListedTwiceHasOneOutcome() {
        fourPages();
        ObjectNode again =
                flow.toggl().candidate(flow.toggl().candidateIds().get(3)).orElseThrow();
        onPage(2, Fault.tamper(seen -> {
            ((ArrayNode) seen.answer().get("data")).insert(0, again);
            return seen.answer();
        }));
        isReadToItsEnd();
    }

    @Test
    void filtersAreSentWithEveryPage() {
        fourPages();
        flow.set("toggl.filter.hire_state", "rejected").set("toggl.page-size", "3");
        RunRow run = flow.run();
        assertThat(run.listed()).isBetween(4L, 39L);
        assertThat(FlowFixture.counts(run)).containsOnlyKeys("skipped");
        assertThat(flow.toggl().calls())
                .filteredOn(call -> call.path().endsWith("/candidates"))
                .hasSizeGreaterThan(1)
                .allMatch(call -> call.query().get("hire_state").equals(List.of("rejected")));
    }
}
