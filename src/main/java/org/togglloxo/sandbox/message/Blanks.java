package org.togglloxo.sandbox.message;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Nothing, in quantity: between the tokens of JSON any number of blanks is sound. */
public final class Blanks {

    public static final byte BLANK = ' ';
    public static final Buffer MANY = Buffer.buffer(blanks(64 * 1024));

    private static final int MEBIBYTE = 1 << 20;

    private Blanks() {}

    /** In one piece, a thousandth of the size. */
    public static byte[] gzipped(int mebibytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] piece = blanks(MEBIBYTE);
            for (int i = 0; i < mebibytes; i++) {
                gzip.write(piece);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] blanks(int many) {
        byte[] blanks = new byte[many];
        Arrays.fill(blanks, BLANK);
        return blanks;
    }
}
