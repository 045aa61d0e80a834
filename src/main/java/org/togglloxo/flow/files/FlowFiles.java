package org.togglloxo.flow.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.togglloxo.settings.TextFile;
import org.togglloxo.settings.UnreadableFile;

/**
 * The files that people edit, as they were at one moment: what is tried is what is used, whatever is saved meanwhile.
 *
 * @param folder the working directory
 * @param ownRoutes whether it has a folder {@code routes}; else the copies in the jar are used
 * @param contents by name, such as {@code routes/40-map-candidate.camel.yaml}
 */
public record FlowFiles(Path folder, boolean ownRoutes, SortedMap<String, byte[]> contents) {

    public static final String SETTINGS = "config/application.properties";

    private static final String ROUTES = "routes";
    private static final String CONFIG = "config";
    /** Many times what one has by hand; a line without end costs the reader of YAML the square of its length. */
    private static final int LARGEST = 1 << 20;

    /** @throws UncheckedIOException when a file is there and cannot be read */
    public static FlowFiles read(Path folder) {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        boolean ownRoutes = Files.isDirectory(folder.resolve(ROUTES));
        read(folder, ROUTES, "*.{camel,kamelet}.yaml", contents);
        read(folder, CONFIG, "{application.properties,*.csv}", contents);
        return new FlowFiles(folder, ownRoutes, contents);
    }

    private static void read(Path folder, String name, String pattern, SortedMap<String, byte[]> contents) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve(name), pattern)) {
            for (Path file : files) {
                String own = file.getFileName().toString();
                // what editors keep beside a file while it is edited
                if (!own.startsWith(".") && !own.startsWith("#") && Files.isRegularFile(file)) {
                    contents.put(name + "/" + own, normalised(name + "/" + own, file));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // no folder, no files; or a file that went while it was looked at: the next look tells
        } catch (DirectoryIteratorException e) {
            throw new UncheckedIOException(e.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In UTF-8 where it can be told; whoever needs the text says what is wrong with the others. */
    private static byte[] normalised(String name, Path file) throws NoSuchFileException {
        byte[] bytes;
        try {
            bytes = TextFile.bytes(file, name);
        } catch (UnreadableFile e) {
            if (e.getCause() instanceof NoSuchFileException gone) {
                throw gone;
            }
            throw e;
        }
        try {
            return TextFile.text(name, bytes).getBytes(StandardCharsets.UTF_8);
        } catch (UnreadableFile e) {
            return bytes;
        }
    }

    /** @throws FlowException when nobody can tell which letters a file holds, or a file of routes is larger than any is */
    public byte[] readable(String name) {
        byte[] bytes = content(name).orElseThrow();
        if (name.startsWith(ROUTES + "/") && bytes.length > LARGEST) {
            String reason = "it has %d bytes, and a file of routes may have %d. Divide it, or take out what is no route"
                    .formatted(bytes.length, LARGEST);
            throw new FlowException(new RouteError(name, 0, reason), null);
        }
        try {
            TextFile.text(name, bytes);
            return bytes;
        } catch (UnreadableFile e) {
            throw new FlowException(new RouteError(e.file(), e.line(), e.reason()), e);
        }
    }

    /** The route files, in the order of the flow. */
    public List<String> routes() {
        return contents.keySet().stream()
                .filter(name -> name.startsWith(ROUTES + "/"))
                .toList();
    }

    public Optional<byte[]> content(String name) {
        return Optional.ofNullable(contents.get(name));
    }

    /** Whether the text of a file has such a place; the copies in the jar have none. */
    public boolean holds(String name, String pattern) {
        return Pattern.compile(pattern).matcher(text(name)).find();
    }

    /** The first line with such a place from a step on, else the first of the file, else the step's own. */
    public SourceLocation find(SourceLocation step, String pattern) {
        List<String> lines = text(step.file()).lines().toList();
        Pattern wanted = Pattern.compile(pattern);
        int after = -1;
        int before = -1;
        for (int i = lines.size(); i > 0; i--) {
            String line = lines.get(i - 1);
            if (!line.strip().startsWith("#") && wanted.matcher(line).find()) {
                after = i >= step.line() ? i : after;
                before = i;
            }
        }
        int line = after > 0 ? after : before > 0 ? before : step.line();
        return new SourceLocation(step.file(), line);
    }

    private String text(String name) {
        return content(name)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    /** Where the file lies, as messages of Camel name it. */
    public String location(String name) {
        return "file:" + folder.resolve(name).toAbsolutePath();
    }

    /** The names of files that are new, changed or gone since. */
    public List<String> changedSince(FlowFiles before) {
        List<String> changed = new ArrayList<>();
        TreeSet<String> all = new TreeSet<>(contents.keySet());
        all.addAll(before.contents.keySet());
        for (String name : all) {
            if (!Arrays.equals(contents.get(name), before.contents.get(name))) {
                changed.add(name + (contents.containsKey(name) ? "" : " (gone)"));
            }
        }
        if (changed.isEmpty() && ownRoutes != before.ownRoutes) {
            changed.add(ROUTES);
        }
        return changed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlowFiles files
                && ownRoutes == files.ownRoutes
                && changedSince(files).isEmpty();
    }

    @Override
    public int hashCode() {
        return contents.keySet().hashCode();
    }
}
