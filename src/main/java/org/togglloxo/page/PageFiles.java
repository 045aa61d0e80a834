package org.togglloxo.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files that a browser is given; they tell nothing of anybody. */
final class PageFiles {

    private static final String FOLDER = "/org/togglloxo/page/web/";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, Answer> files = new HashMap<>();

    PageFiles() {
        for (String name :
                new String(read("files.txt"), StandardCharsets.US_ASCII).lines().toList()) {
            String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            files.put("/" + name, Answer.file(type, read(name)));
        }
        files.put("/", files.get("/index.html"));
    }

    Optional<Answer> at(String path) {
        return Optional.ofNullable(files.get(path));
    }

    private static byte[] read(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException(FOLDER + name + " is not in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
