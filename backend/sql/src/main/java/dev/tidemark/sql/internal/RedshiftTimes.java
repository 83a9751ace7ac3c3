package dev.tidemark.sql.internal;

import dev.tidemark.sql.Grain;

/**
 * Redshift, which has PostgreSQL's {@code AT TIME ZONE} and {@code date_trunc}, but intervals as texts, and DATEADD and DATEDIFF for
 * what lies between two times (docs.aws.amazon.com/redshift/latest/dg: r_AT_TIME_ZONE, r_interval_literals, r_DATEDIFF_function).
 */
final class RedshiftTimes extends PostgresTimes {

    RedshiftTimes() {
        super(true);
    }

    @Override
    String minus(String time, int count, Grain unit) {
        return "(" + time + " - INTERVAL '" + count + " " + TimeWords.unit(unit) + "s')";
    }

    @Override
    String minusDistance(String instant, String from, String to) {
        return "DATEADD(microsecond, -DATEDIFF(microsecond, " + from + ", " + to + "), " + instant + ")";
    }
}
