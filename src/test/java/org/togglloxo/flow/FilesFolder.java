package org.togglloxo.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A working directory with a copy of the routes, to be edited. */
record FilesFolder(Path folder) {

    static final String ROUTER = "30-route-candidate.camel.yaml";
    static final String MAPPING = "40-map-candidate.camel.yaml";

    static FilesFolder in(Path folder) {
        FilesFolder copied = new FilesFolder(folder);
        try {
            Files.createDirectories(folder.resolve("config"));
            Path own = Files.createDirectories(folder.resolve("routes"));
            try (Stream<Path> files = Files.list(Path.of("routes"))) {
                for (Path file : files.toList()) {
                    Files.copy(file, own.resolve(file.getFileName()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copied;
    }

    Path route(String name) {
        return folder.resolve("routes").resolve(name);
    }

    String text(String name) {
        try {
            return Files.readString(route(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String name, String text) {
        try {
            Files.writeString(route(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void edit(String name, UnaryOperator<String> change) {
        write(name, change.apply(text(name)));
    }

    void delete(String name) {
        try {
            Files.delete(route(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void settings(String text) {
        try {
            Files.writeString(folder.resolve("config/application.properties"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
