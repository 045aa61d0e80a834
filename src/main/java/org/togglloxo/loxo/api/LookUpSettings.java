package org.togglloxo.loxo.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;

/**
 * How people are found.
 *
 * @param age what was learnt so long ago is asked again before somebody is created
 */
public record LookUpSettings(Way way, Duration age) {

    private static final int HOUR = 3_600_000;

    /** By which calls. */
    public enum Way {
        /** The cheapest that the agency is seen to support. */
        AUTO,
        /** One query for many addresses. */
        BATCH,
        /** Everybody once. */
        WALK,
        /** One query for each address. */
        EACH
    }

    static LookUpSettings from(Settings settings, List<Problem> problems) {
        List<String> words = Arrays.stream(Way.values())
                .map(way -> way.name().toLowerCase(Locale.ROOT))
                .toList();
        int chosen = words.indexOf(settings.oneOf("loxo.lookup", words, problems));
        return new LookUpSettings(
                chosen < 0 ? Way.AUTO : Way.values()[chosen],
                Duration.ofMillis(settings.whole("loxo.lookup-age", 1, HOUR, problems)));
    }

    /** Whether many are looked for at once. */
    public boolean gathers() {
        return way != Way.EACH;
    }
}
