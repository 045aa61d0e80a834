package org.togglloxo.sync.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.candidate.Address;
import org.togglloxo.failure.Defer;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.LedgerDatabases;
import org.togglloxo.ledger.sql.LedgerSettings;
import org.togglloxo.settings.Settings;

@Timeout(30)
class AddressLocksTest {

    private static final List<String> ANN = List.of(Address.hash("ann@example.com"));
    private static final List<String> BOB = List.of(Address.hash("bob@example.com"));
    private static final List<String> ANN_AND_BOB = List.of(BOB.get(0), ANN.get(0));

    @TempDir
    Path folder;

    private Ledger ledger;
    private AddressLocks locks;

    @BeforeEach
    void open() {
        Settings settings = Settings.given(
                Map.of("ledger.url", "jdbc:sqlite:" + folder.resolve("ledger.db"), "ledger.lock-timeout", "200")::get);
        ledger = Ledger.openAlone(
                LedgerDatabases.fresh(LedgerSettings.from(settings, 2, new ArrayList<>())), Clock.systemUTC());
        locks = AddressLocks.alone().with(ledger);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void whoWaitsForAHungWorkerGivesUpAndTakesNothingFromIt() throws InterruptedException {
        AddressLocks.Claim hung = locks.claim(ANN);
        for (int times = 0; times < 2; times++) {
            assertThatThrownBy(() -> locks.claim(ANN_AND_BOB))
                    .isInstanceOfSatisfying(
                            Defer.class, defer -> assertThat(defer.reason()).isEqualTo("claim-timeout"));
        }
        hung.close();
        locks.claim(ANN_AND_BOB).close();
        locks.claim(ANN_AND_BOB).close();
    }

    @Test
    void nobodyWaitsForWhoeverHasNothingInCommonWithThem() throws InterruptedException {
        List<AddressLocks.Claim> claims = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            String address = i + "@example.com";
            AddressLocks.Claim claim = locks.claim(List.of(Address.hash("a" + address), Address.hash("b" + address)));
            locks.claimPeople(claim, List.of("p" + i));
            claims.add(claim);
        }
        claims.forEach(AddressLocks.Claim::close);
    }

    @Test
    void whoIsClaimedAlreadyIsNotClaimedAgain() throws InterruptedException {
        try (AddressLocks.Claim claim = locks.claim(ANN)) {
            assertThat(locks.claimPeople(claim, List.of("7", "8"))).isTrue();
            assertThat(locks.claimPeople(claim, List.of("8"))).isFalse();
            assertThat(locks.claimPeople(claim, List.of("8", "9"))).isTrue();
        }
    }

    @Test
    void aPersonIsOneWorkersUntilItTurnsToSomebodyElseOrEnds() throws InterruptedException {
        AddressLocks.Claim one = locks.claim(ANN);
        try (AddressLocks.Claim other = locks.claim(BOB)) {
            locks.claimPeople(one, List.of("7"));
            assertThatThrownBy(() -> locks.claimPeople(other, List.of("7"))).isInstanceOf(Defer.class);
            locks.claimPeople(one, List.of("8"));
            assertThat(locks.claimPeople(other, List.of("7"))).isTrue();
            assertThatThrownBy(() -> locks.claimPeople(other, List.of("8"))).isInstanceOf(Defer.class);
            one.close();
            assertThat(locks.claimPeople(other, List.of("8"))).isTrue();
        }
    }

    @Test
    void whoWaitsForAPersonInVainHoldsNone() throws InterruptedException {
        try (AddressLocks.Claim one = locks.claim(ANN);
                AddressLocks.Claim other = locks.claim(BOB)) {
            locks.claimPeople(one, List.of("7"));
            locks.claimPeople(other, List.of("8"));
            assertThatThrownBy(() -> locks.claimPeople(other, List.of("7", "8", "9")))
                    .isInstanceOf(Defer.class);
            assertThat(locks.claimPeople(one, List.of("7", "8", "9"))).isTrue();
        }
    }

    @Test
    void whoWasLetGoOfIsClaimedAnew() throws InterruptedException {
        try (AddressLocks.Claim claim = locks.claim(ANN)) {
            locks.claimPeople(claim, List.of("7"));
            locks.claimPeople(claim, List.of("8"));
            assertThat(locks.claimPeople(claim, List.of("7"))).isTrue();
        }
    }

    @Test
    void whoWasLetGoOfOnceIsOneWorkersAfterwardsToo() throws InterruptedException {
        try (AddressLocks.Claim one = locks.claim(ANN);
                AddressLocks.Claim other = locks.claim(BOB);
                AddressLocks.Claim third = locks.claim(List.of(Address.hash("cid@example.com")))) {
            for (String person : List.of("7", "8", "9")) {
                locks.claimPeople(one, List.of(person));
            }
            locks.claimPeople(other, List.of("7"));
            assertThatThrownBy(() -> locks.claimPeople(third, List.of("7"))).isInstanceOf(Defer.class);
        }
    }
}
