package dev.tidemark.sql.internal;

import dev.tidemark.sql.MetricScan.Window;
import dev.tidemark.sql.SqlFlavor;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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

/** A time, so much earlier by the calendar of a zone. Pinot has no such calendar; nothing asks it. */
final class TimeShift extends SqlFunction {

    private static final int MONTHS_OF_QUARTER = 3;

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
        SqlNode time = call.operand(0);
        if (date) {
            writer.print("(");
            time.unparse(writer, 100, 100);
            writer.print(" - " + interval() + ")");
            return;
        }
        String name = zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
        writer.print(flavor == SqlFlavor.TRINO ? "with_timezone(CAST(" : "((");
        Times.instant(writer, time, flavor);
        writer.print(" AT TIME ZONE '" + name + "'");
        writer.print(
                flavor == SqlFlavor.TRINO
                        ? " AS TIMESTAMP(6)) - " + interval() + ", '" + name + "')"
                        : ") - " + interval() + ") AT TIME ZONE '" + name + "'");
    }

    private String interval() {
        String unit = switch (window.grain()) {
            case QUARTER -> "MONTH";
            case WEEK -> "DAY";
            default -> window.grain().name().toUpperCase(Locale.ROOT);
        };
        int times = switch (window.grain()) {
            case QUARTER -> MONTHS_OF_QUARTER;
            case WEEK -> 7;
            default -> 1;
        };
        return "INTERVAL '" + window.count() * times + "' " + unit;
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
