package org.togglloxo.cli.terminal;

/** Who tells that the process is to end. */
public interface Signals {

    /** Starts it when the process is to end, which may be now. */
    void add(Thread hook);

    /** Does nothing where the hook has been started. */
    void remove(Thread hook);

    /** Ctrl-C and SIGTERM, as the virtual machine tells of them. */
    static Signals ofProcess() {
        return new Signals() {
            @Override
            public void add(Thread hook) {
                try {
                    Runtime.getRuntime().addShutdownHook(hook);
                } catch (IllegalStateException e) {
                    // the process is ending already
                    hook.start();
                }
            }

            @Override
            public void remove(Thread hook) {
                try {
                    Runtime.getRuntime().removeShutdownHook(hook);
                } catch (IllegalStateException e) {
                    // the process is ending, and has started it
                }
            }
        };
    }
}
