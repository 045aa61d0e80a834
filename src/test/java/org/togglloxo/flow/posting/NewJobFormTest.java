package org.togglloxo.flow.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.ledger.sql.DatabaseLock;
import org.togglloxo.sandbox.fault.Fault;

/** What stands in a job that is made: names as ids, and the company, made where that is wanted. */
@Order(2)
class NewJobFormTest extends NewJobsCase {

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
        assertThat(flow.plan()).singleElement().satisfies(report -> assertThat(report.changes())
                .contains("company %d: url: (blank) -> \"https://client.example\"".formatted(company)));
        flow.run();
        assertThat(flow.loxo().countOf("PUT /companies/{id}")).isEqualTo(1);
        assertThat(website(company)).isEqualTo("https://client.example");

        opening = flow.toggl().addOpening("Another Builder");
        flow.set("jobs.company-url", "https://other.example").toggl().add(hopeful("ben@example.com"));
        flow.run();
        assertThat(website(company)).isEqualTo("https://client.example");
    }

    @Test
    void theNameOfACompanyStaysWhereItComesInAnEnvelope() {
        flow.sandbox().loxoFaults().on("GET /companies/{id}").then(Fault.tamper(seen -> JsonNodeFactory.instance
                .objectNode()
                .set("company", seen.answer())));
        long company = flow.loxo().addCompany("Second Client");
        flow.set("jobs.company", "Second Client")
                .set("jobs.company-url", "https://client.example")
                .toggl()
                .add(hopeful(ANN));
        flow.run();
        assertThat(website(company)).isEqualTo("https://client.example");
        assertThat(flow.loxo().companies())
                .filteredOn(found -> found.path("id").asLong() == company)
                .extracting(found -> found.path("name").asText())
                .containsExactly("Second Client");
    }

    private String website(long company) {
        return flow.loxo().companies().stream()
                .filter(found -> found.path("id").asLong() == company)
                .map(found -> found.path("url").asText())
                .findFirst()
                .orElseThrow();
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
        assertThat(flow.known(candidate).message()).contains(setting);
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

    private void sentWithoutAnAnswer() {
        flow.ledger()
                .outbox()
                .intend(
                        OutboxEntry.first("company:nobody & sons", OutboxEntry.COMPANY, "nobody & sons", null),
                        DatabaseLock.ALONE);
    }

    @Test
    void whileLoxoMayStillBeAtWorkOnALostCompanyItIsNotRepeated() {
        flow.set("jobs.company", "Nobody & Sons")
                .set("jobs.create-company", "true")
                .set("loxo.index-lag", "3600000")
                .set("retry.max-attempts", "0");
        sentWithoutAnAnswer();
        String candidate = flow.toggl().add(hopeful(ANN));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("deferred", 1L));
        assertThat(flow.known(candidate).message()).contains("POST /companies", "loxo.index-lag");
        assertThat(flow.loxo().countOf("POST /companies")).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLostCompanyIsNotRepeatedWhereNobodyCanTellWhetherItIsThere(boolean several) {
        flow.set("jobs.company", "Nobody & Sons").set("jobs.create-company", "true");
        sentWithoutAnAnswer();
        String candidate = flow.toggl().add(hopeful(ANN));
        if (several) {
            // they come to be after the first look
            flow.onceInLoxo("GET /companies", Fault.tamper(seen -> ((ObjectNode) seen.answer())
                    .<ObjectNode>set("companies", JsonNodeFactory.instance.arrayNode())
                    .putNull("scroll_id")));
            flow.loxo().addCompany("Nobody & Sons");
            flow.loxo().addCompany("nobody & sons");
        } else {
            flow.sandbox().loxoFaults().on("GET /companies").from(2).then(Fault.status(403));
        }
        RunRow run = flow.run();
        onlyThePersonIsDelivered(candidate, run);
        assertThat(flow.known(candidate).message()).contains("its company 'Nobody & Sons' could not be made");
        assertThat(flow.loxo().countOf("POST /companies")).isZero();
    }

    static List<Fault> lostCompanies() {
        return List.of(Fault.resetAfter(), Fault.status(503), Fault.savedNothing("company"));
    }
}
