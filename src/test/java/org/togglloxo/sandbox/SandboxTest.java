package org.togglloxo.sandbox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Both services, and a client that sends what is documented. */
public abstract class SandboxTest {

    public Sandbox sandbox;
    public Client client;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(options());
        client = new Client(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    protected SandboxOptions options() {
        return SandboxOptions.defaults();
    }
}
