package dev.tidemark.sql.internal;

import dev.tidemark.sql.Grain;

/**
 * PostgreSQL, and DuckDB, which has its functions: {@code AT TIME ZONE} turns instants into times of a clock and back
 * (postgresql.org/docs/current/functions-datetime.html).
 */
class PostgresTimes extends LocalTimes {

    private final boolean mayLackZone;

    PostgresTimes(boolean mayLackZone) {
        this.mayLackZone = mayLackZone;
    }

    @Override
    String instant(String time) {
        return mayLackZone ? "CAST(" + time + " AS TIMESTAMPTZ)" : time;
    }

    @Override
    String local(String instant, String zone) {
        return instant + " AT TIME ZONE " + TimeWords.quoted(zone);
    }

    @Override
    String atZone(String local, String zone) {
        return "(" + local + " AT TIME ZONE " + TimeWords.quoted(zone) + ")";
    }

    @Override
    String cut(Grain grain, String local) {
        return "date_trunc(" + TimeWords.quoted(TimeWords.unit(grain)) + ", " + local + ")";
    }

    @Override
    String minus(String time, int count, Grain unit) {
        return "(" + time + " - INTERVAL '" + count + "' " + unit + ")";
    }

    @Override
    String minusDistance(String instant, String from, String to) {
        return "(" + instant + " - (" + to + " - " + from + "))";
    }
}
