package org.togglloxo.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/** The process's stdout, which remembers what could not be written: half a list in a file on a full disk would pass for a whole one. */
public final class StandardOutput extends FileOutputStream {

    private volatile IOException lost;

    public StandardOutput() {
        super(FileDescriptor.out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            super.write(bytes, from, length);
        } catch (IOException e) {
            lost = e;
            throw e;
        }
    }

    /** Why something did not arrive; null where all did, or where nobody reads on, as behind {@code | head}. */
    public String loss() {
        return lost == null || "Broken pipe".equals(lost.getMessage()) ? null : lost.getMessage();
    }
}
