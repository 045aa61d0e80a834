package org.togglloxo.flow.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.flow.Candidates;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.ledger.run.Remark;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.ledger.sql.DatabaseLock;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.LoxoApplication;

/** Jobs made for openings that have none, once. */
class NewJobsTest extends FlowTest {

    private static final String ANN = "ann@example.com";
    private static final String POST = "POST /jobs";
    private static final String TITLE = "Tunnel Builder (m/f/d)";

    private String opening;

    @BeforeEach
    void anOpeningWithoutAJob() {
        flow.betweenEmptyServices();
        flow.set("jobs.create", "true")
                .set("jobs.company", "sandbox client")
                .set("jobs.job-type", "Full Time")
                .set("jobs.salary", "70,000");
        opening = flow.toggl().addOpening(TITLE);
    }

    private Candidates.Edit hopeful(String email) {
        return hopeful(email, opening);
    }

    private static Candidates.Edit hopeful(String email, String opening) {
        return someone(email)
                .contact("phone", "+372 5555 0001")
                .and(candidate -> candidate.put("job_opening_id", opening).putNull("category_id"));
    }

    private List<ObjectNode> made() {
        return flow.loxo().jobs().stream()
                .filter(job -> job.path("title").asText().equals(TITLE))
                .toList();
    }

    private JsonNode onlyJob() {
        assertThat(made()).hasSize(1);
        return made().get(0);
    }

    private static List<String> codes(RunRow run) {
        return run.remarks().stream().map(Remark::code).toList();
    }

    private static String remark(RunRow run, String code) {
        return run.remarks().stream()
                .filter(remark -> remark.code().equals(code))
                .map(Remark::sentence)
                .reduce((one, other) -> {
                    throw new AssertionError(code + " is said twice: " + one + "; " + other);
                })
                .orElseThrow(() -> new AssertionError("no " + code + " in " + run.remarks()));
    }

    /** The person is delivered all the same, and waits for a job. */
    private void onlyThePersonIsDelivered(String candidate, RunRow run) {
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 1L));
        assertThat(run.exitCode()).isZero();
        assertThat(made()).isEmpty();
        assertThat(flow.known(candidate).waits()).isEqualTo("no-job");
        assertThat(flow.loxo().applications()).isEmpty();
    }

    @Test
    void theCompanyMayBeGivenByItsId() {
        long company = flow.loxo().addCompany("Second Client");
        flow.set("jobs.company", Long.toString(company)).toggl().add(hopeful(ANN));
        flow.run();
        assertThat(onlyJob().at("/company/id").longValue()).isEqualTo(company);
        assertThat(flow.loxo().countOf("GET /companies/{id}")).isEqualTo(1);
    }

    @Test
    void aCompanyThatIsNotThereByItsIdIsSaid() {
        String candidate = flow.set("jobs.company", "4711").toggl().add(hopeful(ANN));
        RunRow run = flow.run();
        onlyThePersonIsDelivered(candidate, run);
        assertThat(remark(run, "job-not-made")).contains("4711", "jobs.company");
    }

    @Test
    void theWebsiteOfTheCompanyIsFilledInWhereThereIsNoneAndPlannedBefore() {
        long company = flow.loxo().addCompany("Second Client");
        flow.set("jobs.company", "Second Client")
                .set("jobs.company-url", "https://client.example")
                .toggl()
                .add(hopeful(ANN));
        assertThat(flow.plan()).singleElement().satisfies(passage -> assertThat(passage.changes())
                .contains("company %d: url: (blank) -> \"https://client.example\"".formatted(company)));
        flow.run();
        assertThat(flow.loxo().countOf("PUT /companies/{id}")).isEqualTo(1);
        assertThat(website(company)).isEqualTo("https://client.example");

        opening = flow.toggl().addOpening("Another Builder");
        flow.set("jobs.company-url", "https://other.example").toggl().add(hopeful("ben@example.com"));
        flow.run();
        assertThat(website(company)).isEqualTo("https://client.example");
    }

    private String website(long company) {
        return flow.loxo().companies().stream()
                .filter(found -> found.path("id").asLong() == company)
                .map(found -> found.path("url").asText())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theJobIsMadeForTheFirstOfManyCandidatesAndUsedByAll() {
        for (int i = 0; i < 12; i++) {
            flow.toggl().add(hopeful("ann" + i + "@example.com"));
        }
        RunRow run = flow.run();
        JsonNode job = onlyJob();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 12L));
        assertThat(flow.loxo().countOf(POST)).isEqualTo(1);
        assertThat(job.at("/company/name").textValue()).isEqualTo("Sandbox Client");
        assertThat(job.at("/job_type/name").textValue()).isEqualTo("Full Time");
        assertThat(job.get("salary").textValue()).isEqualTo("70,000");
        assertThat(job.get("published").booleanValue()).isFalse();
        assertThat(job.get("internal_notes").textValue()).contains("opening " + opening);
        assertThat(flow.loxo().applications())
                .hasSize(12)
                .extracting(LoxoApplication::jobId)
                .containsOnly(job.get("id").longValue());
        assertThat(remark(run, "job-made"))
                .isEqualTo("Made job %s ('%s') for opening %s".formatted(job.get("id"), TITLE, opening));
        assertThat(flow.loxo().counts())
                .containsEntry("GET /companies", 1L)
                .containsEntry("GET /job_types", 1L)
                // whether the key is good
                .containsEntry("GET /job_categories", 1L)
                .doesNotContainKeys("GET /compensation_types", "GET /countries");

        flow.endProcess();
        flow.toggl().add(hopeful(ANN));
        assertThat(codes(flow.run())).isEmpty();
        assertThat(flow.loxo().countOf(POST)).isEqualTo(1);
    }

    @Test
    void workersAtOnceForSeveralOpeningsOfOneTitleMakeOneJob() {
        flow.set("sync.workers", "8").loxo().latency(Duration.ofMillis(10));
        String other = flow.toggl().addOpening(TITLE.toUpperCase(Locale.ROOT) + " ");
        for (int i = 0; i < 8; i++) {
            flow.toggl().add(hopeful("ann" + i + "@example.com", i % 2 == 0 ? opening : other));
        }
        flow.run();
        assertThat(flow.loxo().countOf(POST)).isEqualTo(1);
        assertThat(flow.loxo().applications()).hasSize(8);
    }

    @Test
    void anotherOpeningOfTheTitleTakesTheJobThatLoxosListDoesNotShowYet() {
        flow.set("sync.workers", "1");
        String other = flow.toggl().addOpening(TITLE);
        flow.toggl().add(hopeful(ANN));
        flow.toggl().add(hopeful("ben@example.com", other));
        flow.sandbox()
                .loxoFaults()
                .on("GET /jobs")
                .then(Fault.answer(200, Map.of(), "{\"current_page\":1,\"total_pages\":1,\"results\":[]}"));
        flow.run();
        assertThat(flow.loxo().countOf(POST)).isEqualTo(1);
        assertThat(flow.loxo().applications()).hasSize(2);
    }

    @Test
    void withoutTheSwitchNoJobIsMade() {
        flow.set("jobs.create", "false");
        String candidate = flow.toggl().add(hopeful(ANN));
        onlyThePersonIsDelivered(candidate, flow.run());
        assertThat(flow.known(candidate).sentence()).contains("Create it there");
    }

    @Test
    void aClosedOpeningGetsNoJobAndTheCandidateSaysSo() {
        flow.toggl().changeOpening(opening, closed -> closed.put("closed_at", "2025-06-30T17:00:00"));
        String candidate = flow.toggl().add(hopeful(ANN));
        RunRow run = flow.run();
        onlyThePersonIsDelivered(candidate, run);
        assertThat(flow.known(candidate).sentence()).contains("opening " + opening, "closed in Toggl Hire");
        assertThat(codes(run)).isEmpty();
    }

    static List<Fault> lostAnswers() {
        return List.of(
                Fault.resetAfter(),
                Fault.dropAfter(),
                Fault.appliedThen(500),
                Fault.notJson(),
                Fault.breakOff(),
                Fault.resetBefore(),
                Fault.status(503),
                Fault.status(429));
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void aJobWhoseAnswerIsLostIsMadeOnce(Fault fault) {
        flow.toggl().add(hopeful(ANN));
        flow.toggl().add(hopeful("ben@example.com"));
        flow.onceInLoxo(POST, fault);
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 2L));
        onlyJob();
        assertThat(flow.loxo().applications()).hasSize(2);
        assertThat(remark(run, "job-made")).contains(onlyJob().get("id").asText());
        assertThat(flow.sandbox().loxoFaults().played()).isEqualTo(1);
    }

    @Test
    void aJobWhoseAnswerIsLostIsLookedUpByTheNextProcess() {
        flow.set("retry.max-attempts", "0").toggl().add(hopeful(ANN));
        flow.onceInLoxo(POST, Fault.resetAfter());
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        flow.set("retry.max-attempts", "5");
        assertThat(FlowFixture.counts(flow.run())).containsKey("created");
        assertThat(flow.loxo().countOf(POST)).isEqualTo(1);
        assertThat(flow.loxo().applications()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoDiedBetweenIntentAndConfirmationLeavesTheRestToTheNext(boolean loxoHadTheCall) {
        OutboxEntry intent =
                OutboxEntry.first("opening:" + opening, OutboxEntry.JOB, TITLE.toLowerCase(Locale.ROOT), null);
        flow.ledger().postings().intend(intent, DatabaseLock.ALONE);
        flow.endProcess();
        if (loxoHadTheCall) {
            flow.loxo().addJob(TITLE);
        }
        flow.toggl().add(hopeful(ANN));
        RunRow run = flow.run();
        onlyJob();
        assertThat(flow.loxo().countOf(POST)).isEqualTo(loxoHadTheCall ? 0 : 1);
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 1L));
        assertThat(flow.loxo().applications()).hasSize(1);
    }

    @Test
    void whileLoxoMayStillBeAtWorkOnALostJobItIsNotRepeated() {
        flow.set("loxo.index-lag", "3600000").set("retry.max-attempts", "0");
        OutboxEntry intent =
                OutboxEntry.first("opening:" + opening, OutboxEntry.JOB, TITLE.toLowerCase(Locale.ROOT), null);
        flow.ledger().postings().intend(intent, DatabaseLock.ALONE);
        String candidate = flow.toggl().add(hopeful(ANN));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        assertThat(flow.known(candidate).reason()).isEqualTo("posting-pending");
        assertThat(flow.known(candidate).sentence()).contains("POST /jobs", "loxo.index-lag");
        assertThat(flow.loxo().countOf(POST)).isZero();
    }

    @Test
    void aJobThatARecruiterMadeMeanwhileIsUsed() {
        flow.set("sync.workers", "1");
        flow.toggl().add(hopeful("first@example.com", flow.toggl().addOpening("Another")));
        flow.toggl().add(hopeful(ANN));
        // the list is read for the first candidate; the recruiter is quicker than the second one
        flow.sandbox().loxoFaults().on(POST).nth(1).then(Fault.tamper(answer -> {
            flow.loxo().addJob(TITLE);
            return answer.answer();
        }));
        flow.run();
        onlyJob();
        assertThat(flow.loxo().countOf(POST)).isEqualTo(1);
        assertThat(flow.loxo().applications()).hasSize(2);
    }

    @Test
    void aJobThatIsRenamedLaterStaysTheJobOfItsOpening() {
        flow.toggl().add(hopeful(ANN));
        flow.run();
        long job = onlyJob().get("id").longValue();
        flow.toggl().changeOpening(opening, renamed -> renamed.put("name", "Digger"));
        flow.set("jobs.create", "false");
        flow.toggl().add(hopeful("ben@example.com"));
        flow.run();
        assertThat(flow.loxo().countOf(POST)).isEqualTo(1);
        assertThat(flow.loxo().applications())
                .extracting(LoxoApplication::jobId)
                .containsExactly(job, job);
    }

    static List<Fault> refusals() {
        return List.of(
                Fault.answer(422, Map.of(), "{\"errors\":[\"Invalid parameters: [:salary]\"]}"),
                Fault.savedNothing("job"),
                Fault.status(403));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusedJobIsTriedOnceARunAndTheRunGoesOn(Fault refusal) {
        // so long that a refused one taken for a lost one would wait
        flow.set("jobs.look-again-minutes", "0").set("loxo.index-lag", "3600000");
        flow.sandbox().loxoFaults().on(POST).then(refusal);
        String first = flow.toggl().add(hopeful(ANN));
        flow.toggl().add(hopeful("ben@example.com"));
        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 2L));
        assertThat(run.exitCode()).isZero();
        assertThat(flow.loxo().countOf(POST)).isEqualTo(1);
        assertThat(remark(run, "job-refused")).contains("Opening " + opening, "POST /jobs");
        assertThat(flow.known(first).waits()).isEqualTo("no-job");
        assertThat(flow.known(first).sentence()).contains("POST /jobs");

        flow.sandbox().loxoFaults().clear();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 2L));
        onlyJob();
        assertThat(flow.loxo().applications()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /job_types",
                "GET /compensation_types",
                "GET /companies",
                "GET /job_categories",
                "GET /countries",
                "GET /countries/{country_id}/states",
                "GET /countries/{country_id}/states/{state_id}/cities"
            })
    void whereAListIsRefusedNoJobIsMadeAndTheRunGoesOn(String list) {
        everythingIsNamed();
        String category = flow.toggl().addCategory("Engineering", opening);
        flow.sandbox().loxoFaults().on(list).then(Fault.status(403));
        String candidate = flow.toggl().add(hopeful(ANN).and(someone -> someone.put("category_id", category)));
        RunRow run = flow.run();
        onlyThePersonIsDelivered(candidate, run);
        // this one is asked at the beginning, too, whether the key is good
        assertThat(flow.loxo().countOf(list)).isEqualTo(list.equals("GET /job_categories") ? 2 : 1);
        assertThat(remark(run, "reference-unreadable")).contains("(403)", "no job is made for an opening");
    }

    private void everythingIsNamed() {
        flow.set("jobs.compensation-type", "salary")
                .set("jobs.country", "united states")
                .set("jobs.state", "Oregon")
                .set("jobs.city", "portland");
    }

    @Test
    void namesBecomeIdsOfTheAgency() {
        everythingIsNamed();
        String category = flow.toggl().addCategory("engineering ", opening);
        flow.toggl().add(hopeful(ANN).and(someone -> someone.put("category_id", category)));
        RunRow run = flow.run();
        assertThat(codes(run)).containsExactly("job-made");
        assertThat(onlyJob().at("/categories/0/name").textValue()).isEqualTo("Engineering");
        assertThat(onlyJob().at("/country/name").textValue()).isEqualTo("United States");
        assertThat(onlyJob().at("/state/name").textValue()).isEqualTo("Oregon");
        assertThat(onlyJob().get("city").textValue()).isEqualTo("Portland");
    }

    @Test
    void whatLoxoDoesNotKnowOfCategoryAndPlaceIsLeftOutAndSaid() {
        flow.set("jobs.country", "Ruritania").set("jobs.state", "Oregon").set("jobs.city", "Strelsau");
        String category = flow.toggl().addCategory("Interview", opening);
        flow.toggl().add(hopeful(ANN).and(someone -> someone.put("category_id", category)));
        RunRow run = flow.run();
        assertThat(onlyJob().get("categories")).isEmpty();
        assertThat(onlyJob().has("country")).isFalse();
        assertThat(onlyJob().get("city").textValue()).isEqualTo("Strelsau");
        assertThat(remark(run, "job-category-unknown")).contains("Interview");
        assertThat(codes(run)).contains("job-place-unknown").doesNotContain("job-not-made");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs.company", "jobs.job-type", "jobs.salary"})
    void whereSomethingMandatoryIsNotSetNothingIsSentAndItIsSaid(String setting) {
        flow.set(setting, "");
        String candidate = flow.toggl().add(hopeful(ANN));
        RunRow run = flow.run();
        onlyThePersonIsDelivered(candidate, run);
        assertThat(remark(run, "job-not-made")).contains("Set " + setting, "no job is made");
        assertThat(flow.known(candidate).sentence()).contains(setting);
        assertThat(flow.loxo().countOf(POST)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs.company", "jobs.job-type", "jobs.compensation-type"})
    void aNameThatLoxoDoesNotHaveIsRefusedBeforeTheCall(String setting) {
        flow.set(setting, "Nobody & Sons");
        String candidate = flow.toggl().add(hopeful(ANN));
        RunRow run = flow.run();
        onlyThePersonIsDelivered(candidate, run);
        assertThat(remark(run, "job-not-made")).contains("'Nobody & Sons'", setting);
        assertThat(flow.loxo().countOf(POST)).isZero();
        assertThat(flow.loxo().countOf("POST /companies")).isZero();
    }

    @Test
    void companiesOfOneNameAreNotGuessedBetween() {
        long other = flow.loxo().addCompany("Sandbox Client");
        flow.loxo().addCompany("Sandbox Client Holding");
        String candidate = flow.toggl().add(hopeful(ANN));
        RunRow run = flow.run();
        onlyThePersonIsDelivered(candidate, run);
        assertThat(remark(run, "job-not-made")).contains("2 companies", Long.toString(other), "company_id");
    }

    @Test
    void theCompanyIsMadeOnceWhereThatIsWanted() {
        flow.set("jobs.company", "Nobody & Sons").set("jobs.create-company", "true");
        flow.toggl().add(hopeful(ANN));
        flow.toggl().add(hopeful("ben@example.com", flow.toggl().addOpening("Another")));
        RunRow run = flow.run();
        assertThat(onlyJob().at("/company/name").textValue()).isEqualTo("Nobody & Sons");
        assertThat(flow.loxo().countOf("POST /companies")).isEqualTo(1);
        assertThat(remark(run, "company-made")).contains("Nobody & Sons");
        assertThat(flow.loxo().applications()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("lostCompanies")
    void aCompanyWhoseAnswerIsLostIsMadeOnce(Fault fault) {
        flow.set("jobs.company", "Nobody & Sons")
                .set("jobs.create-company", "true")
                .set("jobs.look-again-minutes", "0");
        String candidate = flow.toggl().add(hopeful(ANN));
        flow.onceInLoxo("POST /companies", fault);
        onlyThePersonIsDelivered(candidate, flow.run());
        flow.endProcess();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(flow.loxo().companies())
                .filteredOn(company -> company.get("name").textValue().equals("Nobody & Sons"))
                .hasSize(1);
        onlyJob();
    }

    @Test
    void whileLoxoMayStillBeAtWorkOnALostCompanyItIsNotRepeated() {
        flow.set("jobs.company", "Nobody & Sons")
                .set("jobs.create-company", "true")
                .set("loxo.index-lag", "3600000")
                .set("retry.max-attempts", "0");
        flow.ledger()
                .postings()
                .intend(
                        OutboxEntry.first("company:nobody & sons", OutboxEntry.COMPANY, "nobody & sons", null),
                        DatabaseLock.ALONE);
        String candidate = flow.toggl().add(hopeful(ANN));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        assertThat(flow.known(candidate).sentence()).contains("POST /companies", "loxo.index-lag");
        assertThat(flow.loxo().countOf("POST /companies")).isZero();
    }

    static List<Fault> lostCompanies() {
        return List.of(Fault.resetAfter(), Fault.status(503), Fault.savedNothing("company"));
    }

    @Test
    void whoWaitedForAJobIsPutForwardWhenOneMayBeMade() {
        flow.set("jobs.create", "false").set("jobs.look-again-minutes", "0");
        flow.toggl().add(hopeful(ANN));
        flow.run();
        flow.set("jobs.create", "true");
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        onlyJob();
        assertThat(flow.loxo().applications()).hasSize(1);
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 1L));
    }

    @Test
    void aPlanTellsTheJobOnceAndMakesNothing() {
        flow.set("jobs.company", "Nobody & Sons")
                .set("jobs.create-company", "true")
                .set("sync.workers", "1");
        flow.toggl().add(hopeful(ANN));
        flow.toggl().add(hopeful("ben@example.com"));
        List<String> lines = flow.plan().stream()
                .flatMap(passage -> passage.changes().stream())
                .toList();
        assertThat(lines)
                .containsOnlyOnce("company: + 'Nobody & Sons'", "job: + '%s' for opening %s".formatted(TITLE, opening))
                .contains("application: + for the new job 'Tunnel Builder (m/f/d)', with a scorecard");
        assertThat(flow.loxo().calls()).allMatch(call -> call.method().equals("GET"));
        assertThat(flow.ledgerFile()).doesNotExist();
    }
}
