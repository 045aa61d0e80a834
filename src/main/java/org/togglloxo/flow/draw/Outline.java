package org.togglloxo.flow.draw;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.togglloxo.flow.DryRun;
import org.togglloxo.flow.Flow;

/**
 * The flow as it is drawn: what there is, and what leads where.
 *
 * @param boxes in the order of the files; where a message waits or comes from stands before the route that takes it, what
 *     the program adds before the first file that it calls, else at the end
 */
public record Outline(List<Box> boxes) {

    /** What a box stands for. */
    public enum Kind {
        /** A route of a file. */
        ROUTE,
        /** A route that the program adds by itself. */
        PROGRAM,
        /** A routeConfiguration of a file. */
        ERRORS,
        /** Where messages of one route wait for another. */
        QUEUE,
        /** Where messages come from. */
        SOURCE,
        /** What is known of every candidate. */
        LEDGER,
        /** A service that is called. */
        SERVICE;

        public boolean isRoute() {
            return this == ROUTE || this == PROGRAM;
        }
    }

    /**
     * One box.
     *
     * @param key by which steps name it
     * @param file where it stands, or empty where the program makes it
     * @param from the endpoint that a route begins with, else empty
     * @param errors the key of the routeConfiguration in use, or empty
     */
    public record Box(
            Kind kind,
            String key,
            String file,
            String id,
            String description,
            String from,
            String errors,
            List<Step> steps) {

        /** What it is called in a picture: the file without what all files share. */
        public String title() {
            if (kind == Kind.QUEUE) {
                return "queue " + id;
            }
            String name = file.replaceFirst("^routes/", "").replaceFirst("(\\.camel)?\\.ya?ml$", "");
            return name.isEmpty() || name.replaceFirst("^\\d+-", "").equals(id)
                    ? name.isEmpty() ? id : name
                    : name + ": " + id;
        }
    }

    /**
     * One step.
     *
     * @param kind Camel's own name of it, such as {@code choice}
     * @param id or empty
     * @param text what it asks or says
     * @param calls the key of the box that it leads to, or empty
     */
    public record Step(String kind, String id, String text, String calls, List<Step> steps) {

        private static final Set<String> BRANCHES = Set.of("when", "otherwise", "filter", "doCatch", "onException");

        /** Whether it depends on something that the steps below are reached. */
        public boolean isBranch() {
            return BRANCHES.contains(kind);
        }
    }

    /**
     * What leads from one box to another.
     *
     * @param condition the nearest one, or empty
     * @param errors whether it is taken only by what fails
     */
    public record Connection(String from, String to, String condition, boolean errors) {}

    /** Each once, in the order of the boxes and their steps. */
    public List<Connection> connections() {
        Set<Connection> found = new LinkedHashSet<>();
        for (Box box : boxes) {
            if (box.kind().isRoute() && !box.from().equals(box.key())) {
                found.add(new Connection(box.from(), box.key(), "", false));
            }
            box.steps().forEach(step -> collect(box, step, "", found));
            if (!box.errors().isEmpty()) {
                found.add(new Connection(box.key(), box.errors(), "", true));
            }
        }
        return new ArrayList<>(found);
    }

    private static void collect(Box box, Step step, String condition, Set<Connection> found) {
        if (!step.calls().isEmpty()) {
            found.add(new Connection(box.key(), step.calls(), condition, false));
        }
        String below = !step.isBranch() ? condition : step.text().isEmpty() ? step.kind() : step.text();
        step.steps().forEach(next -> collect(box, next, below, found));
    }

    public List<Box> routes() {
        return boxes.stream().filter(box -> box.kind().isRoute()).toList();
    }

    /** The box that a step leads to. */
    public Box box(String key) {
        return boxes.stream().filter(box -> box.key().equals(key)).findFirst().orElseThrow();
    }

    /** Of the files of a folder. */
    public static Outline of(DryRun rehearsal) {
        return of(rehearsal.flow());
    }

    /** Of a flow that runs. */
    public static Outline of(Flow flow) {
        return new OutlineReader(flow.context()).read();
    }

    static Stream<Step> all(List<Step> steps) {
        return steps.stream().flatMap(step -> Stream.concat(Stream.of(step), all(step.steps())));
    }

    static Predicate<Step> calling(String key) {
        return step -> step.calls().equals(key);
    }
}
