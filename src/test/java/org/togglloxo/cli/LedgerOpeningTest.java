package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Stop;

class LedgerOpeningTest {

    @Test
    void whatIsWrongWithTheLedgerIsToldAsItIs() {
        Stop damaged = new Stop(ExitCode.UNEXPECTED, "ledger", "damaged");
        assertThatThrownBy(() -> {
                    try (LedgerOpening opening = new LedgerOpening(() -> {
                        throw damaged;
                    })) {
                        opening.ledger();
                    }
                })
                .isSameAs(damaged)
                .hasNoSuppressedExceptions();
    }

    @Test
    void whatFailedBesideItIsToldFirst() {
        assertThatThrownBy(() -> {
                    try (LedgerOpening opening = new LedgerOpening(() -> {
                        throw new Stop(ExitCode.UNEXPECTED, "ledger", "damaged");
                    })) {
                        throw new Stop(ExitCode.SETTINGS, "unexpected", "no rules");
                    }
                })
                .hasMessage("no rules");
    }
}
