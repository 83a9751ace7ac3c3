package dev.tidemark.demo.shop;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When people shop: evenings more than nights, Sundays more than Tuesdays, some quarters more than others. */
final class Season {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final double[] HOURS = {
        0.35, 0.2, 0.13, 0.1, 0.1, 0.18, 0.4, 0.7, 0.95, 1.1, 1.2, 1.3, 1.4, 1.3, 1.15, 1.1, 1.15, 1.3, 1.55, 1.8, 1.9,
        1.7, 1.2, 0.7
    };
    private static final double[] WEEKDAYS = {1.0, 0.9, 0.92, 0.96, 1.02, 1.08, 1.15};

    private Season() {}

    /** How busy the moment is; 1 is the mean of a day. */
    static double at(Instant moment, long seed) {
        ZonedDateTime local = moment.atZone(LONDON);
        long day = local.toLocalDate().toEpochDay();
        double hour = HOURS[local.getHour()]
                + (HOURS[(local.getHour() + 1) % 24] - HOURS[local.getHour()]) * local.getMinute() / 60.0;
        double quarter = 1 + 0.12 * Math.sin(2 * Math.PI * day / 91.0);
        double mood = 0.92 + Dice.of(seed, 31, day).between(0, 160) / 1_000.0;
        return hour * WEEKDAYS[local.getDayOfWeek().getValue() - 1] * quarter * mood;
    }
}
