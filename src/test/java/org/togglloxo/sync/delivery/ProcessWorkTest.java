package org.togglloxo.sync.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.togglloxo.flow.MovableClock;

/** What flows and Kamelets know of each other. */
class ProcessWorkTest {

    @Test
    void anAgencyIsTheSameHoweverItsAddressIsWritten() {
        ProcessWork work = new ProcessWork();
        AgencyWork agency = work.of("https://app.loxo.co", "made-up");
        assertThat(List.of("https://APP.loxo.co", "HTTPS://app.loxo.co:443", "https://app.loxo.co/"))
                .allSatisfy(url -> assertThat(work.of(url, "made-up")).isSameAs(agency));
        assertThat(List.of("http://app.loxo.co", "https://app.loxo.co:8443", "https://app2.loxo.co"))
                .allSatisfy(url -> assertThat(work.of(url, "made-up")).isNotSameAs(agency));
        assertThat(work.of("https://app.loxo.co", "other")).isNotSameAs(agency);
    }

    @Test
    void whatMayNotBeCompleteIsRememberedForAnHour() {
        MovableClock clock = new MovableClock();
        RecentPeople recent = new RecentPeople(clock);
        Duration lag = Duration.ofMinutes(2);
        recent.isMadeFor(List.of("a"), "1");
        recent.isFoundBy(List.of("b"), "2");
        recent.isUnknown(List.of("c", "d"), Duration.ofSeconds(1));
        clock.advance(lag);
        assertThat(recent.made(List.of("a", "b"))).containsExactly("1");
        assertThat(recent.found(List.of("a", "b"), lag)).isEmpty();
        assertThat(recent.unknown(List.of("d"))).singleElement().satisfies(one -> {
            assertThat(one.addresses()).containsExactlyInAnyOrder("c", "d");
            assertThat(one.endedAgo()).isGreaterThanOrEqualTo(lag);
            assertThat(one.sentAgo()).isGreaterThanOrEqualTo(lag.plusSeconds(1));
        });
        clock.advance(Duration.ofHours(1));
        assertThat(recent.made(List.of("a"))).isEmpty();
        assertThat(recent.unknown(List.of("c"))).isEmpty();
    }
}
