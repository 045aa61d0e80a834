package org.togglloxo.flow.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.togglloxo.flow.draw.Gutter.Arrow;
import org.togglloxo.flow.draw.Gutter.Drawn;
import org.togglloxo.flow.draw.Outline.Box;
import org.togglloxo.flow.draw.Outline.Connection;
import org.togglloxo.flow.draw.Outline.Kind;

/**
 * Where everything lies: on the left, from top to bottom, the way of a candidate through the files; on the right, beside
 * who calls it, what the program adds. Arrows run between the columns and beside them, so none crosses a box.
 */
final class Layout {

    static final int WIDTH = 1400;
    static final int TOP = 56;

    private static final int LEFT_X = 130;
    private static final int LEFT_WIDTH = 690;
    private static final int RIGHT_X = 960;
    private static final int RIGHT_WIDTH = 330;
    private static final int MARGIN = 16;
    private static final int GAP = 20;
    private static final int ARROW_GAP = 34;
    private static final int DOWN = 40;

    /** Where arrows leave a box that shows no steps, from its bottom. */
    private static final int EXIT = 9;

    private final Outline outline;
    private final List<Connection> connections;
    private final Map<String, PlacedBox> placed = new LinkedHashMap<>();
    private final List<Drawn> drawn = new ArrayList<>();
    private final Set<String> left = new LinkedHashSet<>();
    private final Set<Connection> straight = new HashSet<>();

    Layout(Outline outline) {
        this.outline = outline;
        this.connections = outline.connections();
        placeLeft();
        placeRight();
        connect();
    }

    List<PlacedBox> boxes() {
        return new ArrayList<>(placed.values());
    }

    List<Drawn> arrows() {
        return drawn;
    }

    int bottom() {
        return placed.values().stream().mapToInt(PlacedBox::bottom).max().orElse(TOP);
    }

    private boolean isLeft(Box box) {
        return switch (box.kind()) {
            case ROUTE, ERRORS, QUEUE, SOURCE -> true;
            case LEDGER, SERVICE -> false;
            case PROGRAM ->
                connections.stream()
                        .anyMatch(each -> each.from().equals(box.key())
                                && outline.box(each.to()).kind() == Kind.ROUTE);
        };
    }

    private void placeLeft() {
        int y = TOP;
        Box before = null;
        for (Box box : outline.boxes().stream().filter(this::isLeft).toList()) {
            if (before != null) {
                List<Connection> next = between(before.key(), box.key());
                straight.addAll(next);
                y += next.isEmpty() ? GAP : ARROW_GAP;
            }
            PlacedBox here =
                    PlacedBox.of(outline, box, true, LEFT_X, LEFT_WIDTH).at(y);
            left.add(box.key());
            placed.put(box.key(), here);
            y = here.bottom();
            before = box;
        }
    }

    private List<Connection> between(String one, String other) {
        return connections.stream()
                .filter(each -> each.from().equals(one) && each.to().equals(other) && !each.errors())
                .toList();
    }

    /** Each beside the middle of who calls it, and none beside the beginning of an arrow that could be taken for its own. */
    private void placeRight() {
        Map<String, Double> wished = new HashMap<>();
        List<Box> right = outline.boxes().stream()
                .filter(box -> !left.contains(box.key()))
                .toList();
        right.forEach(box -> wished.put(box.key(), wish(box.key(), new HashSet<>())));
        int y = TOP;
        for (Box box : right.stream()
                .sorted(Comparator.comparing(box -> wished.get(box.key())))
                .toList()) {
            PlacedBox here = PlacedBox.of(outline, box, false, RIGHT_X, RIGHT_WIDTH);
            double wish = wished.get(box.key());
            y = wish == Double.MAX_VALUE ? y : Math.max(y, (int) wish - PlacedBox.ENTRY);
            while (isBesideStart(y + PlacedBox.ENTRY, box.key()) || isBesideStart(y + here.height() - EXIT, "")) {
                y++;
            }
            placed.put(box.key(), here.at(y));
            y += here.height() + GAP;
        }
    }

    private boolean isBesideStart(int y, String own) {
        return left.stream().map(placed::get).anyMatch(from -> from.exits().stream()
                .anyMatch(exit -> !exit.to().equals(own) && Math.abs(from.y() + exit.y() - y) < 4));
    }

    /** Where it would lie best; at the end where nobody that is drawn calls it. */
    private double wish(String key, Set<String> seen) {
        if (!seen.add(key)) {
            return Double.MAX_VALUE;
        }
        return connections.stream()
                .filter(each -> each.to().equals(key) && !each.from().equals(key))
                .mapToDouble(each -> left.contains(each.from()) ? exit(each) : wish(each.from(), seen) + GAP)
                .filter(y -> y < Double.MAX_VALUE)
                .average()
                .orElse(Double.MAX_VALUE);
    }

    private int exit(Connection connection) {
        PlacedBox from = placed.get(connection.from());
        return from.exits().stream()
                .filter(exit -> exit.to().equals(connection.to()))
                .mapToInt(exit -> from.y() + exit.y())
                .findFirst()
                .orElse(from.bottom() - EXIT);
    }

    private void connect() {
        Gutter beside = new Gutter(LEFT_X - MARGIN, MARGIN);
        Gutter between = new Gutter(RIGHT_X - MARGIN - 4, LEFT_X + LEFT_WIDTH + MARGIN);
        Gutter behind = new Gutter(RIGHT_X + RIGHT_WIDTH + MARGIN, WIDTH - MARGIN);
        for (Connection each : connections) {
            PlacedBox from = placed.get(each.from());
            PlacedBox to = placed.get(each.to());
            boolean fromLeft = left.contains(each.from());
            boolean toLeft = left.contains(each.to());
            if (straight.contains(each)) {
                int x = LEFT_X + DOWN;
                drawn.add(new Drawn(new Arrow(each.from(), each.to(), false, x, from.bottom(), x, to.y()), x));
                continue;
            }
            Gutter gutter = fromLeft != toLeft ? between : fromLeft ? beside : behind;
            int startX = gutter == beside ? from.x() : gutter == behind || fromLeft ? from.right() : from.x();
            int endX = gutter == beside ? to.x() : gutter == behind || toLeft ? to.right() : to.x();
            for (int startY : exits(from, each.to())) {
                gutter.add(new Arrow(each.from(), each.to(), each.errors(), startX, startY, endX, to.entry()));
            }
        }
        drawn.addAll(beside.draw());
        drawn.addAll(between.draw());
        drawn.addAll(behind.draw());
    }

    private static List<Integer> exits(PlacedBox from, String to) {
        List<Integer> exits = from.exits().stream()
                .filter(exit -> exit.to().equals(to))
                .map(exit -> from.y() + exit.y())
                .toList();
        return exits.isEmpty() ? List.of(from.bottom() - EXIT) : exits;
    }
}
