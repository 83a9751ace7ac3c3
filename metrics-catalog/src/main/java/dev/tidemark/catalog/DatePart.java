package dev.tidemark.catalog;

import dev.tidemark.sql.Grain;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A number that a time has within a larger period. Days of the week count from Monday as 1. */
public enum DatePart {
    YEAR(Grain.YEAR),
    QUARTER(Grain.QUARTER),
    MONTH(Grain.MONTH),
    DAY(Grain.DAY),
    DOW(Grain.DAY),
    DOY(Grain.DAY);

    /** Before the part's word at the end of a name: {@code metric_time__extract_month}. */
    public static final String PREFIX = "extract_";

    private final Grain grain;

    DatePart(Grain grain) {
        this.grain = grain;
    }

    /** The coarsest grain from which it can be told. */
    public Grain grain() {
        return grain;
    }

    public long of(ZonedDateTime time) {
        return switch (this) {
            case YEAR -> time.getYear();
            case QUARTER -> time.get(IsoFields.QUARTER_OF_YEAR);
            case MONTH -> time.getMonthValue();
            case DAY -> time.getDayOfMonth();
            case DOW -> time.getDayOfWeek().getValue();
            case DOY -> time.getDayOfYear();
        };
    }

    /** Reads {@code extract_month}. */
    public static Optional<DatePart> parse(String suffix) {
        return Arrays.stream(values())
                .filter(part -> (PREFIX + part.name().toLowerCase(Locale.ROOT)).equals(suffix))
                .findFirst();
    }
}
