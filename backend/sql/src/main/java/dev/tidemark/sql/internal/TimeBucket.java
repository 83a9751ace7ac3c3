package dev.tidemark.sql.internal;

import dev.tidemark.sql.Grain;
import dev.tidemark.sql.SqlFlavor;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The instant at which the bucket of an instant begins, by the calendar of a zone.
 *
 * <p>A date has no zone: its bucket is the first date of its week, month, quarter or year.
 *
 * <p>Buckets of a day and longer begin at a local midnight, the first of them where clocks go back over it. Shorter ones begin a whole number of units of local clock time
 * before the instant, so that the two hours of one name when clocks go back stay two buckets.
 */
final class TimeBucket extends SqlFunction {

    private final SqlFlavor flavor;
    private final Grain grain;
    private final ZoneId zone;
    private final boolean date;

    private TimeBucket(SqlFlavor flavor, Grain grain, ZoneId zone, boolean date) {
        super(
                "TIME_BUCKET_" + grain + "_" + zone + date,
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.ARG0,
                null,
                OperandTypes.ANY,
                SqlFunctionCategory.TIMEDATE);
        this.flavor = flavor;
        this.grain = grain;
        this.zone = zone;
        this.date = date;
    }

    static RexNode of(RexBuilder rex, RexNode time, RelDataType type, SqlFlavor flavor, Grain grain, ZoneId zone) {
        boolean date = type.getSqlTypeName() == SqlTypeName.DATE;
        boolean known = grain.compareTo(Grain.MICROSECOND) <= 0;
        return known || date && grain.compareTo(Grain.DAY) <= 0
                ? time
                : rex.makeCall(type, new TimeBucket(flavor, grain, zone, date), List.of(time));
    }

    @Override
    public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
        SqlNode time = call.operand(0);
        if (date) {
            writer.print(
                    flavor == SqlFlavor.TRINO ? "date_trunc(" + unit() + ", " : "CAST(date_trunc(" + unit() + ", ");
            time.unparse(writer, 0, 0);
            writer.print(flavor == SqlFlavor.TRINO ? ")" : ") AS DATE)");
            return;
        }
        boolean utc = zone.normalized().equals(ZoneOffset.UTC);
        switch (flavor) {
            case PINOT -> onceForTwoMidnights(writer, shift -> pinot(writer, time, shift));
            case TRINO -> onceForTwoMidnights(writer, shift -> trino(writer, time, utc ? "UTC" : zone.getId(), shift));
            case DUCKDB, POSTGRESQL, DUCKDB_DATABASE -> {
                if (grain.compareTo(Grain.DAY) < 0 && !utc) {
                    clockUnits(writer, time);
                } else {
                    localCalendar(writer, time, utc ? "UTC" : zone.getId());
                }
            }
        }
    }

    /** A bucket, which begins so much earlier than it says. */
    private interface Begin {
        void write(Duration earlier);
    }

    /** These engines make two days of a day with two midnights: what begins at the second belongs to what begins at the first. */
    private void onceForTwoMidnights(SqlWriter writer, Begin begin) {
        List<Duration> overlaps = grain.compareTo(Grain.DAY) < 0 ? List.of() : TwoMidnights.of(zone);
        writer.print(overlaps.isEmpty() ? "" : "(CASE");
        for (Duration overlap : overlaps) {
            writer.print(" WHEN ");
            writer.print(
                    flavor == SqlFlavor.PINOT ? "DATETRUNC('" + grain.name() + "', " : "date_trunc(" + unit() + ", ");
            begin.write(overlap);
            writer.print(flavor == SqlFlavor.PINOT ? pinotZone() : ")");
            writer.print(" = ");
            begin.write(overlap);
            writer.print(" THEN ");
            begin.write(overlap);
        }
        writer.print(overlaps.isEmpty() ? "" : " ELSE ");
        begin.write(Duration.ZERO);
        writer.print(overlaps.isEmpty() ? "" : " END)");
    }

    private void pinot(SqlWriter writer, SqlNode time, Duration earlier) {
        writer.print(earlier.isZero() ? "" : "CAST(");
        writer.print("DATETRUNC('" + grain.name() + "', ");
        time.unparse(writer, 0, 0);
        writer.print(pinotZone());
        writer.print(earlier.isZero() ? "" : " - " + earlier.toMillis() + " AS LONG)");
    }

    private String pinotZone() {
        return ", 'MILLISECONDS', " + quoted(zone.getId()) + ", 'MILLISECONDS')";
    }

    private void trino(SqlWriter writer, SqlNode time, String name, Duration earlier) {
        writer.print(earlier.isZero() ? "" : "(");
        writer.print("date_trunc(" + unit() + ", ");
        time.unparse(writer, 100, 100);
        writer.print(" AT TIME ZONE " + quoted(name) + ")");
        writer.print(earlier.isZero() ? "" : " - " + seconds(earlier) + ")");
    }

    private void localCalendar(SqlWriter writer, SqlNode time, String name) {
        List<Duration> overlaps = TwoMidnights.of(zone);
        writer.print(overlaps.isEmpty() ? "" : "(CASE");
        for (Duration overlap : overlaps) {
            writer.print(" WHEN (");
            begin(writer, time, name);
            writer.print(" - " + seconds(overlap) + ") AT TIME ZONE " + quoted(name) + " = ");
            midnight(writer, time, name);
            writer.print(" THEN ");
            begin(writer, time, name);
            writer.print(" - " + seconds(overlap));
        }
        writer.print(overlaps.isEmpty() ? "" : " ELSE ");
        begin(writer, time, name);
        writer.print(overlaps.isEmpty() ? "" : " END)");
    }

    private static String seconds(Duration length) {
        return "INTERVAL '" + length.toSeconds() + "' SECOND";
    }

    /** Engines take the second of two midnights. */
    private void begin(SqlWriter writer, SqlNode time, String name) {
        writer.print("(");
        midnight(writer, time, name);
        writer.print(" AT TIME ZONE " + quoted(name) + ")");
    }

    private void midnight(SqlWriter writer, SqlNode time, String name) {
        writer.print("date_trunc(" + unit() + ", ");
        local(writer, time, name);
        writer.print(")");
    }

    private void clockUnits(SqlWriter writer, SqlNode time) {
        writer.print("(");
        Times.instant(writer, time, flavor);
        writer.print(" - (");
        local(writer, time, zone.getId());
        writer.print(" - date_trunc(" + unit() + ", ");
        local(writer, time, zone.getId());
        writer.print(")))");
    }

    private void local(SqlWriter writer, SqlNode time, String name) {
        Times.instant(writer, time, flavor);
        writer.print(" AT TIME ZONE " + quoted(name));
    }

    private String unit() {
        return quoted(grain.name().toLowerCase(Locale.ROOT));
    }

    /** Zone ids come from {@link ZoneId} and hold no quote. */
    private static String quoted(String text) {
        return "'" + text + "'";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TimeBucket bucket
                && bucket.flavor == flavor
                && bucket.grain == grain
                && bucket.zone.equals(zone)
                && bucket.date == date;
    }

    @Override
    public int hashCode() {
        return Objects.hash(flavor, grain, zone, date);
    }
}
