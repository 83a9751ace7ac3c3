package dev.tidemark.sql.internal;

import dev.tidemark.sql.MetricScan.Window;
import dev.tidemark.sql.SqlFlavor;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
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

/** A time, so much earlier by the calendar of a zone. */
final class TimeShift extends SqlFunction {

    private final SqlFlavor flavor;
    private final Window window;
    private final ZoneId zone;
    private final boolean date;

    private TimeShift(SqlFlavor flavor, Window window, ZoneId zone, boolean date) {
        super(
                "TIME_BACK_" + window.count() + window.grain() + "_" + zone + date,
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.ARG0,
                null,
                OperandTypes.ANY,
                SqlFunctionCategory.TIMEDATE);
        this.flavor = flavor;
        this.window = window;
        this.zone = zone;
        this.date = date;
    }

    static RexNode back(RexBuilder rex, RexNode time, SqlFlavor flavor, Window window, ZoneId zone) {
        boolean date = time.getType().getSqlTypeName() == SqlTypeName.DATE;
        return rex.makeCall(time.getType(), new TimeShift(flavor, window, zone, date), List.of(time));
    }

    @Override
    public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
        TimeWords words = TimeWords.of(flavor);
        TimeWords.write(writer, date ? words.dateBack(window) : words.back(window, zone), call.operand(0));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TimeShift shift
                && shift.flavor == flavor
                && shift.window.equals(window)
                && shift.zone.equals(zone)
                && shift.date == date;
    }

    @Override
    public int hashCode() {
        return Objects.hash(flavor, window, zone, date);
    }
}
