package org.togglloxo.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What people read. */
final class Console {

    private Console() {}

    /** Without a locale, as in most containers and cron jobs, Java would print a question mark for every letter but A to Z. */
    static void speakEveryLanguage() {
        Charset here = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
        if (here.equals(StandardCharsets.US_ASCII)) {
            System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        }
    }
}
