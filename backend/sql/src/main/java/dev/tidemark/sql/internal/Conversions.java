package dev.tidemark.sql.internal;

import dev.tidemark.sql.MetricScan;
import dev.tidemark.sql.MetricScan.Operand;
import dev.tidemark.sql.MetricScan.Pair;
import dev.tidemark.sql.MetricScan.Selection.Converted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * Each row of the second table next to the latest row of the first that led to it. Rows of the second table are numbered before the
 * join, so that one that several rows could have led to counts once.
 */
final class Conversions {

    private final ScanCompiler compiler;
    private final RelBuilder builder;
    private final Converted converted;

    Conversions(ScanCompiler compiler, RelBuilder builder, Converted converted) {
        this.compiler = compiler;
        this.builder = builder;
        this.converted = converted;
    }

    void read(MetricScan scan) {
        compiler.rows(scan.relation(), scan.joins(), scan.conditions());
        List<Operand> firstSides = sides(true);
        append("a", firstSides.stream().map(this::operand).toList());
        int width = width();
        Set<String> first = compiler.aliases();
        compiler.rows(converted.converted(), converted.joins(), converted.conditions());
        Set<String> second = Stream.concat(
                        Stream.of(converted.converted().alias()),
                        converted.joins().stream().map(join -> join.relation().alias()))
                .filter(alias -> !first.contains(alias))
                .collect(Collectors.toSet());
        List<RexNode> secondSides = new ArrayList<>();
        sides(false).forEach(side -> secondSides.add(operand(side)));
        secondSides.add(number(List.of(), secondSides));
        append("b", secondSides);
        join(width - firstSides.size(), firstSides.size());
        compiler.move(second, width);
        latest(scan, width - 1);
    }

    private int width() {
        return builder.peek().getRowType().getFieldCount();
    }

    /** What must be equal, then the time. */
    private List<Operand> sides(boolean first) {
        List<Operand> sides = new ArrayList<>();
        for (Pair pair : converted.same()) {
            sides.add(new Operand(first ? pair.first() : pair.second(), Optional.empty()));
        }
        sides.add(first ? converted.time() : converted.convertedTime());
        return sides;
    }

    private RexNode operand(Operand operand) {
        return compiler.bucketed(compiler.value(operand.value()), operand.bucket());
    }

    private void append(String prefix, List<RexNode> more) {
        List<RexNode> fields = new ArrayList<>(builder.fields());
        fields.addAll(more);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            names.add(prefix + i);
        }
        builder.project(fields, names, true);
    }

    private void join(int firstAt, int count) {
        int secondAt = width() - count - 1;
        List<RexNode> fits = new ArrayList<>();
        for (int i = 0; i < count - 1; i++) {
            fits.add(builder.equals(builder.field(2, 0, firstAt + i), builder.field(2, 1, secondAt + i)));
        }
        RexNode time = builder.field(2, 0, firstAt + count - 1);
        RexNode convertedTime = builder.field(2, 1, secondAt + count - 1);
        fits.add(builder.call(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, time, convertedTime));
        converted
                .within()
                .ifPresent(window -> fits.add(builder.call(
                        SqlStdOperatorTable.GREATER_THAN,
                        time,
                        TimeShift.back(compiler.rex(), convertedTime, compiler.flavor(), window, converted.zone()))));
        builder.join(JoinRelType.INNER, builder.and(fits));
    }

    /** Of the rows that could have led to one, the latest; of several at that time, the first by its keys. */
    private void latest(MetricScan scan, int timeAt) {
        RexNode row = builder.field(width() - 1);
        List<RexNode> order = new ArrayList<>(List.of(builder.desc(builder.field(timeAt))));
        scan.keys().forEach(key -> order.add(compiler.key(key)));
        append("c", List.of(number(List.of(row), order)));
        builder.filter(builder.equals(builder.field(width() - 1), compiler.rex().makeBigintLiteral(BigDecimal.ONE)));
    }

    private RexNode number(List<RexNode> partition, List<RexNode> order) {
        return builder.aggregateCall(SqlStdOperatorTable.ROW_NUMBER)
                .over()
                .partitionBy(partition)
                .orderBy(order)
                .rowsUnbounded()
                .toRex();
    }
}
