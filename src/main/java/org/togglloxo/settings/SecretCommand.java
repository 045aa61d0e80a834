package org.togglloxo.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A secret that a program prints, such as the client of a vault.
 *
 * @param line the program and its arguments; no shell is asked
 * @param folder where it runs
 * @param limit how long it may take; then it is killed, with what it has started
 */
record SecretCommand(String line, Path folder, Duration limit) {

    private static final int MOST_BYTES = 64 * 1024;
    private static final int SHOWN = 200;
    private static final long BETWEEN_LOOKS_MILLIS = 20;
    /** What may be a key or a token, whoever's it is. */
    private static final Pattern TOKEN = Pattern.compile("(?=[\\w.-]*[0-9])(?=[\\w.-]*[A-Za-z])[\\w.-]{16,}");

    /** @param known what its words must not show */
    String read(Secrets known) throws InvalidSecret {
        List<String> words = CommandWords.of(line);
        String program = "names the program '%s', ".formatted(words.get(0));
        Process process;
        try {
            process = new ProcessBuilder(words)
                    .directory(folder.toAbsolutePath().toFile())
                    .start();
            // there is nobody whom it could ask
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new InvalidSecret(program + "which cannot be started. Correct its path");
        }
        CompletableFuture<byte[]> printed = read(process.getInputStream());
        CompletableFuture<byte[]> said = read(process.getErrorStream());
        if (!endsInTime(process, printed, said)) {
            throw new InvalidSecret("%swhich did not end within %d s and was killed. Run it by hand"
                    .formatted(program, limit.toSeconds()));
        }
        try {
            String output = TextFile.text(words.get(0), printed.join());
            if (process.exitValue() != 0) {
                Secrets hidden = known.and(Secrets.of(output.lines().toArray(String[]::new)));
                throw new InvalidSecret("%swhich ended with exit code %d%s. Run it by hand"
                        .formatted(program, process.exitValue(), shown(said.join(), hidden)));
            }
            if (printed.join().length > MOST_BYTES) {
                throw new InvalidSecret(program + "which printed more than 64 KiB: one line with the secret is needed");
            }
            return OneLine.of(output, program + "whose output");
        } catch (UnreadableFile | CompletionException e) {
            throw new InvalidSecret(program + "whose output is no text in UTF-8. Run it by hand");
        }
    }

    /** False where it had to be killed. A child that goes on beside it and holds its output open counts as well. */
    private boolean endsInTime(Process process, CompletableFuture<?> printed, CompletableFuture<?> said) {
        Set<ProcessHandle> family = new HashSet<>(Set.of(process.toHandle()));
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (System.nanoTime() < end) {
                // who is a child of it, nobody can tell any more once it has ended
                process.descendants().forEach(family::add);
                if (process.waitFor(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS) && printed.isDone() && said.isDone()) {
                    return true;
                }
                if (!process.isAlive()) {
                    TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(family::add);
        family.forEach(ProcessHandle::destroyForcibly);
        return false;
    }

    /** To its end, so that it is not held up, and no more of it than anybody looks at. */
    private static CompletableFuture<byte[]> read(InputStream stream) {
        CompletableFuture<byte[]> read = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try (stream) {
                        byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
                        stream.transferTo(OutputStream.nullOutputStream());
                        read.complete(bytes);
                    } catch (IOException e) {
                        read.completeExceptionally(new UncheckedIOException(e));
                    }
                },
                "read-secret");
        reader.setDaemon(true);
        reader.start();
        return read;
    }

    /** The beginning of what it said to whoever runs it by hand, without anything that may be a secret. */
    private static String shown(byte[] said, Secrets hidden) {
        String text = new String(said, StandardCharsets.UTF_8)
                .replaceAll("\\s+", " ")
                .replaceAll("\\P{Print}", "")
                .strip();
        String clean = TOKEN.matcher(hidden.redactPeople(text)).replaceAll("***");
        return clean.isEmpty() ? "" : ": " + clean.substring(0, Math.min(SHOWN, clean.length()));
    }
}
