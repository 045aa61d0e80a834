package org.togglloxo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.255.0.254", "::1", "[::1]", "[0:0:0:0:0:0:0:1]"})
    void thisMachineIsKnownByItsNames(String host) {
        assertThat(Loopback.is(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1.example.com",
                "127.example.com",
                "localhost.example.com",
                "127.0.0.256",
                "128.0.0.1",
                "0.0.0.0",
                "[::2]",
                "10.0.0.1"
            })
    void whatMayBeAnotherMachineIsNotThisOne(String host) {
        assertThat(Loopback.is(host)).isFalse();
    }
}
