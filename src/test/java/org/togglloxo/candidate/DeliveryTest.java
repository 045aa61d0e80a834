package org.togglloxo.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("it changes the language of the process")
class DeliveryTest {

    private static final Delivery ANN = delivery("shortlist", Map.of("name", "Ann", "city", "Tartu"), "a@x.org");

    private static Delivery delivery(String lane, Map<String, String> person, String... emails) {
        return new Delivery("1", lane, true, person, Arrays.asList(emails), List.of("toggl:" + lane), Map.of(), "none");
    }

    @Test
    void blanksAreDropped() {
        Map<String, String> person = new HashMap<>(Map.of("name", " Ann ", "city", "", "country", " \t"));
        person.put("phone", null);
        Delivery delivery = new Delivery(
                "1",
                "review",
                true,
                person,
                Arrays.asList(null, "", " a@x.org "),
                Arrays.asList("t", " ", null),
                Map.of(),
                "none");
        assertThat(delivery.person()).isEqualTo(Map.of("name", "Ann"));
        assertThat(delivery.emails()).containsExactly("a@x.org");
        assertThat(delivery.tags()).containsExactly("t");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u00a0", "\u200b", "\ufeff", "\u200f", "\u202f \t"})
    void whatCannotBeSeenAroundAValueIsDroppedAsWell(String unseen) {
        Delivery delivery = delivery(
                "review",
                Map.of("name", unseen + "Ann O\u00a0Neil" + unseen, "city", unseen),
                unseen + "ann@x.org" + unseen,
                unseen);
        assertThat(delivery.person()).isEqualTo(Map.of("name", "Ann O\u00a0Neil"));
        assertThat(delivery.emails()).containsExactly("ann@x.org");
        assertThat(Address.same("ann@x.org", "ANN@x.org" + unseen)).isTrue();
    }

    @Test
    void aMailboxStandsOnceAsItWasWrittenFirst() {
        assertThat(delivery("review", Map.of(), "Ann@X.org", "ann@x.ORG ", "b@x.org")
                        .emails())
                .containsExactly("Ann@X.org", "b@x.org");
    }

    @Test
    void theFingerprintIsTheSameForTheSameContent() {
        Map<String, String> otherOrder = new LinkedHashMap<>();
        otherOrder.put("name", "Ann ");
        otherOrder.put("city", "Tartu");
        otherOrder.put("country", "");
        assertThat(delivery("shortlist", otherOrder, "a@x.org").fingerprint()).isEqualTo(ANN.fingerprint());
        assertThat(ANN.fingerprint()).matches("[0-9a-f]{64}");
    }

    @Test
    void theFingerprintDiffersForEverythingThatIsDelivered() {
        List<Delivery> different = List.of(
                ANN,
                delivery("review", Map.of("name", "Ann", "city", "Tartu"), "a@x.org"),
                delivery("shortlist", Map.of("name", "Ann", "city", "Tallinn"), "a@x.org"),
                delivery("shortlist", Map.of("name", "Ann", "country", "Tartu"), "a@x.org"),
                delivery("shortlist", Map.of("name", "Ann"), "a@x.org"),
                delivery("shortlist", Map.of("name", "Ann", "city", "Tartu"), "A@x.org"),
                delivery("shortlist", Map.of("name", "Ann", "city", "Tartu"), "a@x.org", "b@x.org"),
                delivery("shortlist", Map.of("name", "Ann", "city", "Tartu"), "b@x.org", "a@x.org"),
                new Delivery("1", "shortlist", false, ANN.person(), ANN.emails(), ANN.tags(), Map.of(), "none"),
                new Delivery("1", "shortlist", true, ANN.person(), ANN.emails(), List.of(), Map.of(), "none"),
                new Delivery(
                        "1", "shortlist", true, ANN.person(), ANN.emails(), ANN.tags(), Map.of("Score", "1"), "none"),
                new Delivery(
                        "1", "shortlist", true, ANN.person(), ANN.emails(), ANN.tags(), Map.of("Score", "2"), "none"),
                new Delivery("1", "shortlist", true, ANN.person(), ANN.emails(), ANN.tags(), Map.of(), "apply"));
        assertThat(different.stream().map(Delivery::fingerprint)).doesNotHaveDuplicates();
    }

    @Test
    void valuesDoNotRunIntoEachOther() {
        assertThat(delivery("review", Map.of("city", "ab", "name", "c")).fingerprint())
                .isNotEqualTo(
                        delivery("review", Map.of("city", "a", "name", "bc")).fingerprint());
    }

    @Test
    void theCandidatesIdIsNoContent() {
        assertThat(new Delivery("2", "shortlist", true, ANN.person(), ANN.emails(), ANN.tags(), Map.of(), "none")
                        .fingerprint())
                .isEqualTo(ANN.fingerprint());
    }

    @Test
    void aRefusedAddressGoesAloneAndAnyOtherFieldAsAWhole() {
        Delivery two = delivery("review", Map.of("name", "Ann", "phone", "1"), "a@x.org", "b@x.org");
        assertThat(two.without("email", "A@X.org").emails()).containsExactly("b@x.org");
        assertThat(two.without("email", "A@X.org").person()).isEqualTo(two.person());
        assertThat(two.without("phone", "1").person()).isEqualTo(Map.of("name", "Ann"));
        assertThat(two.without("phone", "1").emails()).isEqualTo(two.emails());
    }

    @Test
    void addressesAreHashedWithoutRegardToCase() {
        assertThat(delivery("review", Map.of(), "Ann@X.org").addressHashes())
                .containsExactly(Address.hash(" ann@x.ORG"))
                .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(Address.same("a@x.org", "b@x.org")).isFalse();
        assertThat(Address.same(null, null)).isFalse();
    }

    @Test
    void caseIsFoldedTheSameInEveryLanguage() {
        java.util.Locale before = java.util.Locale.getDefault();
        try {
            java.util.Locale.setDefault(
                    new java.util.Locale.Builder().setLanguage("tr").build());
            assertThat(Address.same("ISTANBUL.I@X.ORG", "istanbul.i@x.org")).isTrue();
        } finally {
            java.util.Locale.setDefault(before);
        }
    }

    @Test
    void twoAreEqualWhereCandidateAndContentAre() {
        assertThat(delivery("review", Map.of("name", "Ann "), "a@x.org"))
                .isEqualTo(delivery("review", Map.of("name", "Ann"), "a@x.org"))
                .hasSameHashCodeAs(delivery("review", Map.of("name", "Ann"), "a@x.org"))
                .isNotEqualTo(delivery("review", Map.of("name", "Bea"), "a@x.org"))
                .isNotEqualTo(new Delivery(
                        "2",
                        "review",
                        true,
                        Map.of("name", "Ann"),
                        List.of("a@x.org"),
                        List.of("toggl:review"),
                        Map.of(),
                        "none"));
    }

    @Test
    void detailsComeOnTopAndTakeThePlaceOfWhatWasThere() {
        Delivery detailed = ANN.with(Map.of("city", "Riga"), List.of("senior"), Map.of("Toggl score", "80"));
        assertThat(detailed.person()).isEqualTo(Map.of("name", "Ann", "city", "Riga"));
        assertThat(detailed.tags()).containsExactly("toggl:shortlist", "senior");
        assertThat(detailed.fields()).isEqualTo(Map.of("Toggl score", "80"));
        assertThat(detailed.fingerprint())
                .isNotEqualTo(ANN.with(Map.of("city", "Riga"), List.of("senior"), Map.of("Toggl score", "81"))
                        .fingerprint())
                .isNotEqualTo(ANN.with(Map.of("city", "Riga"), List.of("senior"), Map.of("Other score", "80"))
                        .fingerprint());
    }
}
