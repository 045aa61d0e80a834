package org.togglloxo.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The text of a file as an editor saved it: UTF-8, or UTF-16 as some save it on Windows, with a byte order mark or without. */
public final class TextFile {

    private static final String MARK = "\uFEFF";
    private static final char REPLACED = '\uFFFD';

    private TextFile() {}

    /**
     * Reads a file.
     *
     * @param name as people know it
     * @throws UnreadableFile when it is there and cannot be read, or nobody can tell which letters it holds
     */
    public static String read(Path file, String name) {
        return text(name, bytes(file, name));
    }

    /** @throws UnreadableFile when it is there and cannot be read */
    public static byte[] bytes(Path file, String name) {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            String what = "it is neither a file nor a folder, and may have no end. Name a file of text";
            throw new UnreadableFile(name, 0, what, new IOException(what));
        }
        try {
            return Files.readAllBytes(file);
        } catch (AccessDeniedException e) {
            throw new UnreadableFile(
                    name, 0, "the user of this process may not read it. Give that user the right to, or remove it", e);
        } catch (IOException e) {
            String what = Files.isDirectory(file) ? "a folder" : String.valueOf(e.getMessage());
            throw new UnreadableFile(name, 0, "it is no file of text (%s)".formatted(what), e);
        }
    }

    /**
     * The text, without a byte order mark.
     *
     * @throws UnreadableFile naming the first line with a letter of another encoding; in a comment it does no harm
     */
    public static String text(String name, byte[] bytes) {
        Charset charset = charset(bytes);
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith(MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return withoutHarm(name, new String(bytes, charset), e);
        }
    }

    private static String withoutHarm(String name, String text, CharacterCodingException error) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).indexOf(REPLACED) >= 0 && !lines.get(i).strip().startsWith("#")) {
                throw new UnreadableFile(
                        name,
                        i + 1,
                        "a letter there is not UTF-8 (Latin-1 or Windows-1252, perhaps), and nobody can tell which one it is. Save the file as UTF-8",
                        error);
            }
        }
        return text.startsWith(MARK) ? text.substring(1) : text;
    }

    /** Every second byte of plain letters in UTF-16 is zero, and no UTF-8 text has a zero at all. */
    private static Charset charset(byte[] bytes) {
        boolean little = bytes.length > 1 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE;
        boolean big = bytes.length > 1 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF;
        int[] zeros = new int[2];
        for (int i = 0; i < bytes.length; i++) {
            zeros[i % 2] += bytes[i] == 0 ? 1 : 0;
        }
        if (big || zeros[0] > bytes.length / 4 && zeros[1] == 0) {
            return StandardCharsets.UTF_16BE;
        }
        return little || zeros[1] > bytes.length / 4 && zeros[0] == 0
                ? StandardCharsets.UTF_16LE
                : StandardCharsets.UTF_8;
    }
}
