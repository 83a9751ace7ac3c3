package dev.tidemark.sql.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Days on which clocks go back over midnight, as in Havana: it is midnight twice, and the day begins with the first. */
final class TwoMidnights {

    private static final Instant FROM = Instant.EPOCH;
    private static final Instant TO = Instant.parse("2100-01-01T00:00:00Z");

    private TwoMidnights() {}

    /** How far apart the two are, each length once; empty for most zones. From 1970 to 2099. */
    static List<Duration> of(ZoneId zone) {
        Set<Duration> lengths = new LinkedHashSet<>();
        for (ZoneOffsetTransition change = zone.getRules().nextTransition(FROM);
                change != null && change.getInstant().isBefore(TO);
                change = zone.getRules().nextTransition(change.getInstant())) {
            if (change.isOverlap() && holdsMidnight(change)) {
                lengths.add(change.getDuration().negated());
            }
        }
        return new ArrayList<>(lengths);
    }

    private static boolean holdsMidnight(ZoneOffsetTransition overlap) {
        var midnight = overlap.getDateTimeBefore().toLocalDate().atTime(LocalTime.MIDNIGHT);
        return !midnight.isBefore(overlap.getDateTimeAfter()) && midnight.isBefore(overlap.getDateTimeBefore());
    }
}
