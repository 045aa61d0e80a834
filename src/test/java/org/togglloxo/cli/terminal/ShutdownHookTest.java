package org.togglloxo.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.togglloxo.failure.Stop;

class ShutdownHookTest {

    private final List<Thread> hooks = new ArrayList<>();
    private final Signals signals = new Signals() {
        @Override
        public void add(Thread hook) {
            hooks.add(hook);
        }

        @Override
        public void remove(Thread hook) {
            hooks.remove(hook);
        }
    };

    @Test
    void whoIsNamedIsAskedOnceTheProcessIsToEnd() throws InterruptedException {
        List<String> asked = new ArrayList<>();
        try (ShutdownHook hook = new ShutdownHook(signals)) {
            hook.asks(() -> asked.add("to end"));
            assertThat(asked).isEmpty();
            hooks.get(0).start();
            hook.await();
            assertThat(asked).containsExactly("to end");
        }
        assertThat(hooks).isEmpty();
    }

    @Test
    void whoIsNamedTooLateDoesNotBegin() throws InterruptedException {
        try (ShutdownHook hook = new ShutdownHook(signals)) {
            hooks.get(0).start();
            hook.await();
            assertThatThrownBy(() -> hook.asks(() -> {}))
                    .isInstanceOf(Stop.class)
                    .hasMessageContaining("asked to end");
        }
    }
}
