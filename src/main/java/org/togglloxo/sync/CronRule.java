package org.togglloxo.sync;

import java.text.ParseException;
import java.util.Date;
import java.util.Optional;
import org.quartz.CronExpression;

/** What a schedule has to be. One whose time never comes Quartz would refuse at the start alone, without saying which it was. */
public final class CronRule {

    private CronRule() {}

    /** What is wrong with it; empty for nothing. */
    public static Optional<String> objection(String cron) {
        try {
            boolean comes = new CronExpression(cron).getNextValidTimeAfter(new Date()) != null;
            return comes ? Optional.empty() : Optional.of("its time never comes");
        } catch (ParseException e) {
            return Optional.of(String.valueOf(e.getMessage()).replaceFirst("\\.+$", ""));
        }
    }
}
