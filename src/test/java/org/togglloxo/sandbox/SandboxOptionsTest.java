package org.togglloxo.sandbox;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SandboxOptionsTest {

    @Test
    void sayWhatDoesNotFitAndWhatWould() {
        refused(
                SandboxOptions.builder().candidates(-1),
                "candidates -1 makes no sense. Set a number >= 0 (default 50).");
        refused(SandboxOptions.builder().candidates(10).sharedAddresses(6), "set 0 to 5");
        refused(SandboxOptions.builder().candidates(10).knownPeople(11), "Set 0 to 10");
        refused(SandboxOptions.builder().loxoPageLimit(0), "Set limits >= 1");
        refused(SandboxOptions.builder().loxoKey("k").togglKey("k"), "Set two different ones");
    }

    private static void refused(SandboxOptions.Builder options, String message) {
        assertThatIllegalArgumentException().isThrownBy(options::build).withMessageContaining(message);
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (Sandbox first = Sandbox.start(SandboxOptions.defaults())) {
            int port = Integer.parseInt(first.loxoBaseUrl().split(":")[2]);
            SandboxOptions second = SandboxOptions.builder().togglPort(port).build();
            assertThatIllegalStateException()
                    .isThrownBy(() -> Sandbox.start(second))
                    .withMessageContaining("Port " + port + " on 127.0.0.1 cannot be bound");
        }
    }
}
