package org.togglloxo.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** What the tests of whole runs share: a flow, and short words for what they say most. */
@Timeout(180)
public abstract class FlowTest {

    @TempDir
    protected Path folder;

    protected FlowFixture flow;

    @BeforeEach
    void open() {
        flow = new FlowFixture(folder);
    }

    @AfterEach
    void close() {
        flow.close();
    }

    /** The last run asked Loxo nothing but whether the key is good, and whose agency it is: once. */
    protected void askedLoxoForTheKeyAlone() {
        assertThat(flow.loxo().counts()).isIn(Map.of("GET /jobs", 1L), Map.of("GET /job_categories", 1L));
    }

    /** The one person who holds the address. */
    protected PersonSeed person(String address) {
        return flow.loxo().peopleByAddress(address).stream()
                .reduce((one, other) -> {
                    throw new AssertionError(address + " belongs to " + one + " and to " + other);
                })
                .orElseThrow(() -> new AssertionError("nobody holds " + address));
    }
}
