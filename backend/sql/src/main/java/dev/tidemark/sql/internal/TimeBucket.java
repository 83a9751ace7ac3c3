package dev.tidemark.sql.internal;

import dev.tidemark.sql.Grain;
import dev.tidemark.sql.SqlFlavor;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
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
        TimeWords words = TimeWords.of(flavor);
        TimeWords.write(writer, date ? words.dateBucket(grain) : words.bucket(grain, zone), call.operand(0));
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
