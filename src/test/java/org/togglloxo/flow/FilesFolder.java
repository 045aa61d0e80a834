package org.togglloxo.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A working directory, whose routes and settings are edited. */
public record FilesFolder(Path folder) {

    public static final String ROUTER = "30-route-candidate.camel.yaml";
    public static final String MAPPING = "40-map-candidate.camel.yaml";

    public static FilesFolder in(Path folder) {
        FilesFolder files = new FilesFolder(folder);
        files.copyRoutes();
        return files;
    }

    /** The routes as they stand in the checkout. */
    public void copyRoutes() {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            Path own = Files.createDirectories(folder.resolve("routes"));
            for (Path file : files.toList()) {
                Files.copy(file, own.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path route(String name) {
        return folder.resolve("routes").resolve(name);
    }

    public String text(String name) {
        try {
            return Files.readString(route(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void write(String name, String text) {
        try {
            Files.writeString(route(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void edit(String name, UnaryOperator<String> change) {
        write(name, change.apply(text(name)));
    }

    public void delete(String name) {
        try {
            Files.delete(route(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code config/application.properties} says from now on. */
    public void settings(String text) {
        try {
            Path config = Files.createDirectories(folder.resolve("config"));
            Files.writeString(config.resolve("application.properties"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
