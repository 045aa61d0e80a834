package org.togglloxo.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a Java process takes, as Linux and its own JVM see it.
 *
 * @param residentKb VmRSS
 * @param liveKb what is left of the heap after a full collection
 * @param sockets open ones
 */
record Vitals(long residentKb, long liveKb, long sockets) {

    static Vitals of(long pid) {
        return new Vitals(resident(pid), live(pid), sockets(pid));
    }

    private static long resident(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long sockets(long pid) {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return open.filter(Vitals::isSocket).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            return false;
        }
    }

    /** The histogram counts what is alive only, so the JVM collects first; its last line is the sum. */
    private static long live(long pid) {
        List<String> lines = ask(pid, "GC.class_histogram");
        String[] total = lines.get(lines.size() - 1).strip().split("\\s+");
        return Long.parseLong(total[total.length - 1]) / 1024;
    }

    /** What the JVM says of itself. */
    static List<String> ask(long pid, String command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            return new ProcessBuilder(jcmd, Long.toString(pid), command)
                    .start()
                    .inputReader()
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
