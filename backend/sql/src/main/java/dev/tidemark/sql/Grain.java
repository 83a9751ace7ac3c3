package dev.tidemark.sql;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The size of a time bucket, from the finest to the coarsest. Weeks start on Monday. */
public enum Grain {
    SECOND,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    /** As written in names, for example {@code day}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Grain> parse(String word) {
        return Arrays.stream(values())
                .filter(grain -> grain.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
