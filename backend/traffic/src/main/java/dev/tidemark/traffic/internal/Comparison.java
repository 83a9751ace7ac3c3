package dev.tidemark.traffic.internal;

import dev.tidemark.traffic.Drift;
import dev.tidemark.traffic.Drift.Kind;
import dev.tidemark.traffic.internal.Compared.Told;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What is not as it was in the events of a type. Says nothing about samples that are too small to tell. For one comparison. */
final class Comparison {

    private static final long FEWEST_BEFORE = 500;
    private static final long FEWEST_NOW = 100;

    /** Below this chance, that a field is missing in the whole sample is no accident. */
    private static final double ACCIDENT = 1e-6;

    private static final long FEWEST_OF_NEW_VALUE = 5;

    /**
     * The population stability index from which a shift is called significant in credit scoring, where it comes from (Siddiqi 2006);
     * below 0.1 nothing is said to have happened.
     */
    private static final double SIGNIFICANT = 0.25;

    /** Stands for an empty bin, so that the index stays finite. */
    private static final double FLOOR = 0.0005;

    private final String eventType;
    private final List<String> sources;
    private final List<Drift.Sighting> seen = new ArrayList<>();
    private final Set<Told> told = new HashSet<>();

    private Comparison(String eventType, List<String> sources) {
        this.eventType = eventType;
        this.sources = sources;
    }

    static Compared of(
            String eventType, Map<String, FieldProfile> before, Map<String, FieldProfile> now, List<String> sources) {
        Comparison comparison = new Comparison(eventType, sources);
        before.forEach((field, then) -> {
            FieldProfile lately = now.get(field);
            if (lately != null && then.events() >= FEWEST_BEFORE && lately.events() >= FEWEST_NOW) {
                comparison.presence(field, then, lately);
                if (then.present() >= FEWEST_BEFORE && lately.present() >= FEWEST_NOW) {
                    comparison.values(field, then, lately);
                    comparison.spread(field, then, lately);
                }
            }
        });
        return new Compared(comparison.seen, comparison.told);
    }

    private void presence(String field, FieldProfile then, FieldProfile lately) {
        if (lately.present() > 0) {
            told.add(new Told(eventType, field, Kind.VANISHED));
        } else if (Math.pow(1 - then.share(), lately.events()) < ACCIDENT) {
            see(
                    field,
                    Kind.VANISHED,
                    "",
                    "Carried by " + percent(then.share()) + " of events before, by none of the last " + lately.events()
                            + ".");
        }
    }

    private void values(String field, FieldProfile then, FieldProfile lately) {
        if (!then.hasFewValues()) {
            return;
        }
        told.add(new Told(eventType, field, Kind.NEW_VALUE));
        lately.counts().forEach((value, count) -> {
            if (!then.counts().containsKey(value) && count >= FEWEST_OF_NEW_VALUE) {
                see(
                        field,
                        Kind.NEW_VALUE,
                        value,
                        "“" + value + "” came " + count + " times lately; before there were "
                                + then.counts().size() + " values, and not this one.");
            }
        });
    }

    private void spread(String field, FieldProfile then, FieldProfile lately) {
        if (then.isIdentifier() || lately.isIdentifier()) {
            return;
        }
        told.add(new Told(eventType, field, Kind.DISTRIBUTION));
        double index = stability(then, lately);
        if (index > SIGNIFICANT) {
            see(
                    field,
                    Kind.DISTRIBUTION,
                    "",
                    "Its values are spread otherwise than before (stability index "
                            + String.format(Locale.ROOT, "%.2f", index) + ", " + SIGNIFICANT
                            + " is significant); does it still mean the same?");
        }
    }

    private void see(String field, Kind kind, String subject, String detail) {
        seen.add(new Drift.Sighting(eventType, field, kind, subject, detail, sources));
    }

    /** The population stability index of two spreads: Σ (now − then) · ln(now ÷ then) over values or bins. */
    static double stability(FieldProfile then, FieldProfile lately) {
        Set<String> values = new HashSet<>(then.counts().keySet());
        values.addAll(lately.counts().keySet());
        double index = 0;
        for (String value : values) {
            double before = Math.max(FLOOR, then.counts().getOrDefault(value, 0L) / (double) then.present());
            double now = Math.max(FLOOR, lately.counts().getOrDefault(value, 0L) / (double) lately.present());
            index += (now - before) * Math.log(now / before);
        }
        return index;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
