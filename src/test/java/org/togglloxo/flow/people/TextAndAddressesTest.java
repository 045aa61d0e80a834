package org.togglloxo.flow.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** Names and addresses as people have them. */
class TextAndAddressesTest extends FlowTest {

    @BeforeEach
    void emptyServices() {
        flow.betweenEmptyServices();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Иван Ёжиков",
                "山田 太郎",
                "محمد الأحمد",
                "Łucja Żółć-Nuñez",
                "O'Brien & Sons = 100% + \"quoted\"; #1?",
                "👩‍💻 Zoë"
            })
    void namesAndPlacesArriveAsTheyWereWritten(String text) {
        flow.toggl().add(someone("ann@example.com").named(text).contact("city", text));
        flow.run();
        assertThat(person("ann@example.com").name()).isEqualTo(text);
        assertThat(person("ann@example.com").field("city")).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann+jobs@example.com",
                "\"ann.b\"@example.com",
                "ann/dept=7@example.com",
                "ann!b%c@example.com",
                "o'ann&co@example.com",
                "änn@exämple.com",
                "back\\slash@example.com"
            })
    void addressesWithUnusualCharactersAreFoundAgain(String address) {
        flow.loxo().seed(PersonSeed.named("Ann").withEmail(address));
        String candidate = flow.toggl().add(someone(address));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));

        flow.ledger().manualDecisions("tester").forget(java.util.List.of(candidate));
        flow.toggl().change(candidate, someone(address).contact("contact_email", "more@example.com"));
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 1L));
        assertThat(flow.loxo().peopleCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann+jobs@example.com", "\"ann.b\"@example.com", "Ann.B@Example.COM"})
    void addressesAreCreatedAsTheyWereWritten(String address) {
        flow.toggl().add(someone(address));
        flow.run();
        assertThat(person(address).emails()).containsExactly(address);
    }

    @Test
    void whatJqSaysOfACandidatesValuesIsWrittenNowhere() {
        FilesFolder files = FilesFolder.in(folder);
        files.edit(
                "40-map-candidate.camel.yaml",
                text -> text.replace("{\"Toggl score\": .score}", "{\"Toggl score\": (.name - 1)}"));
        flow.files(files);
        String ann = flow.toggl().add(someone("ann@example.com").named("Ann (Annie) Quarrel"));
        flow.run();
        assertThat(flow.known(ann).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(flow.known(ann).message()).contains("routes/").doesNotContain("Ann", "Quarrel", "example.com");
    }

    @Test
    void theNameFallsBackToTheLogInAndThenToTheAddress() {
        flow.toggl().add(someone("full@example.com").named("Log In").contact("full_name", "Full Name"));
        flow.toggl().add(someone("blank@example.com").named("Log In").contact("full_name", "  "));
        flow.toggl().add(someone("none@example.com").named(""));
        flow.toggl().add(someone("login@example.com").named("").contact("contact_email", "preferred@example.com"));
        flow.run();
        assertThat(person("full@example.com").name()).isEqualTo("Full Name");
        assertThat(person("blank@example.com").name()).isEqualTo("Log In");
        assertThat(person("none@example.com").name()).isEqualTo("none@example.com");
        assertThat(person("login@example.com").name()).isEqualTo("preferred@example.com");
    }

    @Test
    void withoutAnyAddressACandidateFailsAndTheOthersGoOn() {
        String nobody = flow.toggl().add(someone("").contact("contact_email", " "));
        String missing = flow.toggl().add(someone("gone@example.com").and(candidate -> candidate.putNull("email")));
        flow.toggl().add(someone("ann@example.com"));

        RunRow run = flow.run();
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("created", 1L, "failed", 2L));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(flow.known(nobody).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(flow.known(nobody).reason()).isEqualTo("no-address");
        assertThat(flow.known(missing).reason()).isEqualTo("no-address");

        flow.toggl().change(nobody, someone("found@example.com"));
        assertThat(FlowFixture.counts(flow.run())).containsEntry("created", 1L).containsEntry("failed", 1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n/a", "-", "@", "ann@", "@example.com", "none"})
    void whatIsTypedInThePlaceOfAnAddressMakesNoOnePersonOfTwo(String none) {
        flow.loxo().seed(PersonSeed.named("Somebody").withEmail(none));
        String ann = flow.toggl().add(someone("ann@example.com").contact("contact_email", none));
        flow.toggl().add(someone("bob@example.com").contact("contact_email", none));
        String nobody = flow.toggl().add(someone(none));

        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", 2L, "failed", 1L));
        assertThat(person("ann@example.com").emails()).containsExactly("ann@example.com");
        assertThat(person("bob@example.com").emails()).containsExactly("bob@example.com");
        assertThat(flow.known(nobody).reason()).isEqualTo("no-address");
        assertThat(flow.known(nobody).message()).contains("has no @");
        assertThat(flow.known(ann).reason()).isEqualTo("without-refused-value");
        assertThat(flow.known(ann).message()).contains("The email has no @").doesNotContain("\"" + none + "\"");
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", 2L, "failed", 1L));
    }
}
