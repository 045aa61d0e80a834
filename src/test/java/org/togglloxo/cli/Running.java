package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A process under way. */
public record Running(Process process, Path outFile, Path errFile) implements UnderWay {

    @Override
    public String out() {
        return read(outFile);
    }

    @Override
    public String err() {
        return read(errFile);
    }

    /** {@code TERM}, {@code INT} or {@code KILL}. */
    public void signal(String name) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                            .start()
                            .waitFor())
                    .as("kill -" + name)
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits while it is at work; where that takes too long, what it has written and where its threads stand is told. */
    public void await(Duration most, Callable<Boolean> moment) {
        try {
            Awaitility.await().atMost(most).pollInterval(Duration.ofMillis(5)).until(moment);
        } catch (ConditionTimeoutException e) {
            // Java's answer to it is a dump of all threads
            signal("QUIT");
            Awaitility.await()
                    .during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> true);
            throw new AssertionError("not within %s; it wrote%n%s%n%s".formatted(most, err(), out()), e);
        }
    }

    @Override
    public Ended end(Duration most) {
        signal("TERM");
        return awaitEnd(most).exits(143);
    }

    @Override
    public Ended awaitEnd(Duration most) {
        try {
            boolean ended = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                close();
            }
            Ended result = new Ended(process.exitValue(), out(), err());
            assertThat(ended).as("ended within %s: %s", most, result).isTrue();
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
