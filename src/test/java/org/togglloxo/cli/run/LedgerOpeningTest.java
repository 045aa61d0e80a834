package org.togglloxo.cli.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;

class LedgerOpeningTest {

    @Test
    void whatIsWrongWithTheLedgerIsToldAsItIs() {
        Stop damaged = new Stop(Reason.LEDGER, "damaged");
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
                        throw new Stop(Reason.LEDGER, "damaged");
                    })) {
                        throw new Stop(Reason.UNEXPECTED, "no rules");
                    }
                })
                .hasMessage("no rules");
    }
}
