package org.togglloxo.flow.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Between columns of boxes: what leads to the same box shares a track, and no two tracks lie on one another. */
final class Gutter {

    private static final double WIDEST = 12;
    private static final int APART = 8;

    private final int near;
    private final int far;
    private final Map<String, Track> tracks = new LinkedHashMap<>();

    /**
     * Of so much room.
     *
     * @param near where the first track may lie; the others follow on it
     * @param far where the last one may lie
     */
    Gutter(int near, int far) {
        this.near = near;
        this.far = far;
    }

    record Arrow(String from, String to, boolean errors, int startX, int startY, int endX, int endY) {}

    record Drawn(Arrow arrow, double x) {}

    private static final class Track {
        private final List<Arrow> arrows = new ArrayList<>();

        int top() {
            return arrows.stream()
                    .mapToInt(arrow -> Math.min(arrow.startY(), arrow.endY()))
                    .min()
                    .orElseThrow();
        }

        int bottom() {
            return arrows.stream()
                    .mapToInt(arrow -> Math.max(arrow.startY(), arrow.endY()))
                    .max()
                    .orElseThrow();
        }

        int length() {
            return bottom() - top();
        }

        boolean isClearOf(Track other) {
            return bottom() + APART < other.top() || other.bottom() + APART < top();
        }
    }

    void add(Arrow arrow) {
        tracks.computeIfAbsent(arrow.to(), to -> new Track()).arrows.add(arrow);
    }

    /** Short ones lie near, so that few cross. */
    List<Drawn> draw() {
        List<List<Track>> lanes = new ArrayList<>();
        Map<Track, Integer> lane = new LinkedHashMap<>();
        tracks.values().stream().sorted(Comparator.comparingInt(Track::length)).forEach(track -> {
            int free = 0;
            while (free < lanes.size() && !lanes.get(free).stream().allMatch(track::isClearOf)) {
                free++;
            }
            if (free == lanes.size()) {
                lanes.add(new ArrayList<>());
            }
            lanes.get(free).add(track);
            lane.put(track, free);
        });
        double step = Math.min(WIDEST, Math.abs(far - near) / (double) Math.max(1, lanes.size() - 1));
        List<Drawn> drawn = new ArrayList<>();
        lane.forEach((track, place) -> {
            double x = near + Math.signum(far - near) * step * place;
            track.arrows.forEach(arrow -> drawn.add(new Drawn(arrow, x)));
        });
        return drawn;
    }
}
