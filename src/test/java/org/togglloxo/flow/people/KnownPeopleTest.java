package org.togglloxo.flow.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.Candidates;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** People whom recruiters had in Loxo before: who counts as the same person, and what is left alone. */
class KnownPeopleTest extends FlowTest {

    private static final PersonSeed ANN = PersonSeed.named("Ann as the recruiter wrote it")
            .withEmail("Ann@Example.com")
            .withTag("vip")
            .withField("description", "Prefers calls after 17:00")
            .withField("city", "Known City");

    @BeforeEach
    void emptyServices() {
        flow.betweenEmptyServices();
    }

    private static Candidates.Edit ann() {
        return someone("ann@example.com")
                .named("Ann of Toggl")
                .contact("city", "Other City")
                .contact("country", "Estonia")
                .contact("phone", "+372 5555 1234");
    }

    @Test
    void someoneAlreadyInLoxoKeepsNameDescriptionTagsAndFilledFields() {
        long id = flow.loxo().seed(ANN);
        flow.toggl().add(ann());

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        PersonSeed after = person("ann@example.com");
        assertThat(after.id()).isEqualTo(id);
        assertThat(after.name()).isEqualTo(ANN.name());
        assertThat(after.emails()).isEqualTo(ANN.emails());
        assertThat(after.phones()).containsExactly("+372 5555 1234");
        assertThat(after.tags()).containsExactly("vip", "toggl:shortlist");
        assertThat(after.fields())
                .isEqualTo(Map.of(
                        "description",
                        "Prefers calls after 17:00",
                        "city",
                        "Known City",
                        "country",
                        "Estonia",
                        "custom_number_2",
                        "80",
                        "source_type_id",
                        "5123"));
    }

    @Test
    void overwriteWritesFilledFieldsAndNeverTheDescription() {
        flow.set("sync.fill", "overwrite");
        flow.loxo().seed(ANN.withPhone("+1 555 0100 1"));
        flow.toggl().add(ann().contact("contact_email", "ann.home@example.com"));

        flow.run();
        PersonSeed after = person("ann@example.com");
        assertThat(after.name()).isEqualTo("Ann of Toggl");
        assertThat(after.emails()).containsExactly("Ann@Example.com", "ann.home@example.com");
        assertThat(after.phones()).containsExactly("+1 555 0100 1", "+372 5555 1234");
        assertThat(after.tags()).containsExactly("vip", "toggl:shortlist");
        assertThat(after.fields())
                .isEqualTo(Map.of(
                        "description",
                        "Prefers calls after 17:00",
                        "city",
                        "Other City",
                        "country",
                        "Estonia",
                        "custom_number_2",
                        "80",
                        "source_type_id",
                        "5123"));
    }

    @Test
    void someoneCreatedFromHereFollowsEveryLaterChange() {
        String candidate = flow.toggl().add(ann());
        flow.run();
        flow.toggl().change(candidate, ann().named("Ann Renamed").contact("city", "Tartu"));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(person("ann@example.com").name()).isEqualTo("Ann Renamed");
        assertThat(person("ann@example.com").field("city")).isEqualTo("Tartu");
    }

    @Test
    void whatIsMissingInTogglLaterBlanksNothing() {
        String candidate = flow.toggl().add(ann());
        flow.run();
        flow.toggl().change(candidate, someone("ann@example.com").named("Ann of Toggl"));

        flow.run();
        assertThat(person("ann@example.com").phones()).containsExactly("+372 5555 1234");
        assertThat(person("ann@example.com").field("country")).isEqualTo("Estonia");
    }

    @Test
    void aSearchHitWithAnotherAddressIsNoMatch() {
        long sameMailbox = flow.loxo().seed(PersonSeed.named("Decoy").withEmail("ann@other.example"));
        long sameDomain = flow.loxo().seed(PersonSeed.named("Decoy").withEmail("joann@example.com"));
        long longer = flow.loxo().seed(PersonSeed.named("Decoy").withEmail("ann@example.com.mail.example"));
        flow.toggl().add(ann());

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(List.of(sameMailbox, sameDomain, longer)).allSatisfy(id -> {
            assertThat(flow.loxo().person(id).orElseThrow().tags()).isEmpty();
            assertThat(flow.loxo().callsAbout(id)).isEmpty();
        });
    }

    @Test
    void someoneKnownByTheSecondAddressAloneIsFound() {
        flow.loxo().seed(ANN);
        flow.toggl().add(ann().contact("contact_email", "ann.home@example.com"));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
        assertThat(person("ann@example.com").emails()).containsExactly("Ann@Example.com");
    }

    @Test
    void severalPeopleWithOneAddressAreLeftToARecruiter() {
        long one = flow.loxo().seed(ANN);
        long other = flow.loxo().seed(ANN.withTag("twin"));
        String candidate = flow.toggl().add(ann());

        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("failed", 1L));
        assertThat(run.exitCode()).isEqualTo(3);
        CandidateRecord known = flow.known(candidate);
        assertThat(known.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(known.reason()).isEqualTo("ambiguous");
        assertThat(known.message()).contains(Long.toString(one), Long.toString(other));

        flow.loxo().forgetCalls();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("failed", 1L));
        askedLoxoForTheKeyAlone();

        flow.loxo().merge(one, other);
        assertThat(flow.ledger().manualDecisions("tester").retry(List.of(candidate)))
                .isEqualTo(1);
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(person("ann@example.com").tags()).contains("vip", "twin", "toggl:shortlist");
    }

    @Test
    void twoAddressesOfDifferentPeopleAreAmbiguousToo() {
        flow.loxo().seed(ANN);
        flow.loxo().seed(PersonSeed.named("Her home").withEmail("ann.home@example.com"));
        String candidate = flow.toggl().add(ann().contact("contact_email", "ann.home@example.com"));

        flow.run();
        assertThat(flow.known(candidate).reason()).isEqualTo("ambiguous");
        assertThat(flow.loxo().peopleCount()).isEqualTo(2);
    }

    @Test
    void aPersonWhoWasRemovedFromLoxoIsMadeAnew() {
        String candidate = flow.toggl().add(ann());
        flow.run();
        flow.loxo().remove(person("ann@example.com").id());
        flow.toggl().change(candidate, ann().scored(10));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(person("ann@example.com").tags()).containsExactly("toggl:review");
    }

    @Test
    void aPersonWhomLoxoMergedIntoAnotherIsFoundThere() {
        long older = flow.loxo().seed(PersonSeed.named("Older profile").withEmail("old@example.com"));
        String candidate = flow.toggl().add(ann());
        flow.run();
        flow.loxo().merge(older, person("ann@example.com").id());
        flow.toggl().change(candidate, ann().scored(10));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(person("ann@example.com").id()).isEqualTo(older);
        assertThat(person("ann@example.com").name()).isEqualTo("Older profile");
    }

    @Test
    void anAddressThatSomebodyElseHoldsIsWrittenToNobodyAndTheNextCandidateIsNotMistaken() {
        String ann = flow.toggl().add(ann());
        flow.run();
        long own = person("ann@example.com").id();
        long other = flow.loxo().seed(PersonSeed.named("Bea").withEmail("bea@example.com"));
        flow.toggl().change(ann, ann().and(candidate -> candidate.put("email", "BEA@example.com")));

        flow.loxo().forgetCalls();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("failed", 1L));
        assertThat(flow.known(ann).reason()).isEqualTo("ambiguous");
        assertThat(flow.known(ann).message()).contains(Long.toString(own), Long.toString(other));
        assertThat(flow.loxo().counts().keySet()).noneMatch(call -> call.startsWith("P"));
        assertThat(person("bea@example.com").id()).isEqualTo(other);

        flow.toggl().add(someone("bea@example.com").named("Bea"));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L, "failed", 1L));
        assertThat(flow.loxo().person(other).orElseThrow().tags()).containsExactly("toggl:shortlist");
        assertThat(flow.loxo().duplicates()).isEmpty();
    }

    @Test
    void whoIsLinkedByHandIsDeliveredAndTheAddressStaysWithWhoeverHoldsIt() {
        flow.set("sync.fill", "overwrite");
        long own = flow.loxo().seed(ANN);
        long other = flow.loxo().seed(PersonSeed.named("Bea").withEmail("bea@example.com"));
        String ann = flow.toggl().add(ann().contact("contact_email", "bea@example.com"));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("failed", 1L));
        assertThat(flow.known(ann).reason()).isEqualTo("ambiguous");

        assertThat(flow.ledger().manualDecisions("tester").link(ann, Long.toString(own)))
                .isTrue();
        flow.endProcess();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(person("ann@example.com").tags()).contains("toggl:shortlist");
        assertThat(person("bea@example.com").id()).isEqualTo(other);
    }

    @Test
    void aPersonWhomLoxoAnswersWithABareNullIsMadeAnew() {
        flow.close();
        flow = new FlowFixture(folder).between(options -> options.candidates(0).nullForMissing(true));
        String candidate = flow.toggl().add(ann());
        flow.run();
        flow.loxo().remove(person("ann@example.com").id());
        flow.toggl().change(candidate, ann().scored(10));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 1L));
        assertThat(person("ann@example.com").tags()).containsExactly("toggl:review");
    }
}
