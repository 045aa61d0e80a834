package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.Console;
import org.togglloxo.cli.terminal.ProgramLog;
import org.togglloxo.cli.terminal.Signals;

/**
 * A command under way in this process: no virtual machine is started. To its stderr belongs what this process logs meanwhile;
 * its exit code is what the command returns, not what the virtual machine makes of it after a signal.
 */
public final class RunningHere implements UnderWay {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Asked asked = new Asked();
    private final ProgramLog log;
    private final CompletableFuture<Integer> exitCode;

    RunningHere(String logLevel, BiFunction<Console, Signals, CommandContext> where, String... arguments) {
        log = ProgramLog.begin(logLevel);
        CommandContext context = where.apply(new Console(new PrintWriter(out), new PrintWriter(err)), asked);
        exitCode = CompletableFuture.supplyAsync(() -> CommandLineInterface.run(context, arguments), run -> {
            Thread thread = new Thread(run, "here");
            thread.setDaemon(true);
            thread.start();
        });
    }

    @Override
    public String out() {
        return out.toString();
    }

    @Override
    public String err() {
        return log.text() + err;
    }

    @Override
    public Ended end(Duration most) {
        assertThat(exitCode).as("ended by itself, with %s%n%s", err(), out()).isNotDone();
        asked.toEnd();
        return awaitEnd(most);
    }

    @Override
    public Ended awaitEnd(Duration most) {
        try {
            return new Ended(exitCode.get(most.toMillis(), TimeUnit.MILLISECONDS), out(), err());
        } catch (ExecutionException e) {
            throw new AssertionError("it wrote%n%s%n%s%nand threw".formatted(err(), out()), e);
        } catch (TimeoutException e) {
            throw new AssertionError("not within %s; it wrote%n%s%n%s".formatted(most, err(), out()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            asked.toEnd();
            awaitEnd();
        } finally {
            log.close();
        }
    }

    /** Tells it that the process is to end, which does not. */
    private static final class Asked implements Signals {

        private final Set<Thread> hooks = new HashSet<>();
        private boolean toEnd;

        @Override
        public synchronized void add(Thread hook) {
            if (toEnd) {
                hook.start();
            } else {
                hooks.add(hook);
            }
        }

        @Override
        public synchronized void remove(Thread hook) {
            hooks.remove(hook);
        }

        synchronized void toEnd() {
            toEnd = true;
            hooks.forEach(Thread::start);
            hooks.clear();
        }
    }
}
