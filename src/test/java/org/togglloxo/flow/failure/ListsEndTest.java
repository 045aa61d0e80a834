package org.togglloxo.flow.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.togglloxo.failure.Stop;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.ledger.owner.BoundAgency;
import org.togglloxo.ledger.run.Remark;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.loxo.webhook.Webhook;

/** Lists, names and webhooks whose answer comes too slowly or without an end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class ListsEndTest extends CallsEndCase {

    private static final List<String> LOXO_LISTS =
            List.of("GET /jobs", "GET /activity_types", "GET /dynamic_fields", "GET /source_types");

    private static final List<String> TOGGL_LISTS = List.of("GET /openings", "GET /categories", "GET /tags");

    @ParameterizedTest
    @EnumSource
    void aPageOfTheListEndsTheListing(Answer answer) {
        Between between = open(answer);
        String address = nextAddress();
        add(between, address);
        hit(flow.sandbox().togglFaults(), "GET /candidates", answer);

        RunRow run = flow.run();
        assertThat(run.ended()).isEqualTo(answer.reasonOfToggl());
        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.message()).contains(answer.rule.replace("loxo", "toggl"));
        wasSentAsOftenAsSaid(flow.toggl(), "GET /candidates", answer);
        theNextRunDoesTheRest(address);
    }

    @ParameterizedTest
    @EnumSource
    void theDetailsOfACandidateDeferThisOneAlone(Answer answer) {
        Between between = open(answer);
        String address = nextAddress();
        String candidate = add(between, address);
        hit(flow.sandbox().togglFaults(), "GET /candidates/{id}", answer);

        assertThat(FlowFixture.counts(flow.run())).containsEntry("deferred", 1L);
        assertThat(flow.known(candidate).reason()).isEqualTo(answer.reasonOfToggl());
        assertThat(flow.known(candidate).message()).contains(answer.rule.replace("loxo", "toggl"));
        wasSentAsOftenAsSaid(flow.toggl(), "GET /candidates/{id}", answer);
        theNextRunDoesTheRest(address);
    }

    @ParameterizedTest
    @EnumSource
    void listsOfNamesAreDoneWithout(Answer answer) {
        Between between = open(answer);
        String address = nextAddress();
        add(between, address);
        TOGGL_LISTS.forEach(operation -> hit(flow.sandbox().togglFaults(), operation, answer));

        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).containsEntry("created", 1L);
        assertThat(run.remarks())
                .filteredOn(remark -> remark.code().startsWith("toggl-"))
                .hasSameSizeAs(TOGGL_LISTS)
                .allMatch(remark -> remark.message().contains("(" + answer.reasonOfToggl() + ")"));
        TOGGL_LISTS.forEach(operation -> wasSentAsOftenAsSaid(flow.toggl(), operation, answer));
        theNextRunDoesTheRest(address);
    }

    @ParameterizedTest
    @EnumSource
    void referenceListsAreDoneWithout(Answer answer) {
        Between between = open(answer);
        add(between, nextAddress());
        LOXO_LISTS.forEach(operation -> hit(flow.sandbox().loxoFaults(), operation, answer));
        // then the run asks at its beginning whether it is still the same
        boolean knowsAgency =
                flow.ledger().ownership().agency().flatMap(BoundAgency::id).isPresent();

        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).containsEntry("created", 1L);
        assertThat(run.remarks()).extracting(Remark::code).containsOnly("reference-unreadable");
        for (String operation : LOXO_LISTS) {
            assertThat(run.remarks())
                    .extracting(Remark::message)
                    .anyMatch(message -> message.contains(operation)
                            && (answer == Answer.TRUNCATED || message.contains(answer.rule)));
            assertThat(flow.loxo().countOf(operation))
                    .as(operation)
                    .isEqualTo(operation.equals("GET /jobs") && knowsAgency ? answer.sent + 1 : answer.sent);
        }
        nothingGoesWrongAnyMore();
        assertThat(flow.run().exitCode()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void webhooksAreListedAndRegisteredOrItIsSaidWhyNot(Answer answer) {
        open(answer);
        flow.run();
        hit(flow.sandbox().loxoFaults(), "GET /webhooks", answer);
        assertThatThrownBy(() -> flow.webhooks().list())
                .isInstanceOfSatisfying(
                        Stop.class, stop -> assertThat(stop.reason()).isEqualTo(answer.reason));
        wasSentAsOftenAsSaid(flow.loxo(), "GET /webhooks", answer);

        nothingGoesWrongAnyMore();
        hit(flow.sandbox().loxoFaults(), "POST /webhooks", answer);
        Webhook wanted = new Webhook(null, "job", "create", "https://here.example/" + answer);
        assertThat(flow.webhooks().register(wanted).webhook().endpointUrl()).isEqualTo(wanted.endpointUrl());
        assertThat(flow.loxo().countOf("POST /webhooks")).isEqualTo(1);
    }
}
