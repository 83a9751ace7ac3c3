package dev.tidemark.sql.internal;

import dev.tidemark.sql.MetricScan.BridgedRelation;
import dev.tidemark.sql.MetricScan.Condition;
import dev.tidemark.sql.MetricScan.Function;
import dev.tidemark.sql.MetricScan.Mark;
import dev.tidemark.sql.MetricScan.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilder.AggCall;
import org.jspecify.annotations.Nullable;

/**
 * Joins to the rows of a scan what bridges say of them. A bridge is brought to one row for each key and group before it is joined,
 * so that no row is counted twice in a group, whether or not the rows themselves have a key.
 */
final class Bridges {

    private static final String KEY = "k";

    private final ScanCompiler compiler;
    private final RelBuilder builder;
    private final RexBuilder rex;

    /** Where the columns of each bridge are, by label. */
    private final Map<String, Map<String, Integer>> places = new HashMap<>();

    Bridges(ScanCompiler compiler, RelBuilder builder, RexBuilder rex) {
        this.compiler = compiler;
        this.builder = builder;
        this.rex = rex;
    }

    boolean has(String alias) {
        return places.containsKey(alias);
    }

    /** To the rows on the builder's stack. */
    void join(BridgedRelation bridge) {
        int width = builder.peek().getRowType().getFieldCount();
        compiler.rows(bridge.relation(), bridge.joins(), bridge.conditions());
        Map<String, Integer> columns = grouped(bridge);
        columns.replaceAll((label, at) -> at + width);
        compiler.allowNulls();
        builder.join(JoinRelType.LEFT, builder.equals(compiler.left(bridge.left()), builder.field(2, 1, 0)));
        places.put(bridge.alias(), columns);
    }

    /** One row for each key and group; the key is the first column. */
    private Map<String, Integer> grouped(BridgedRelation bridge) {
        List<RexNode> fields = new ArrayList<>(List.of(compiler.value(bridge.right())));
        List<String> names = new ArrayList<>(List.of(KEY));
        bridge.groups().forEach(group -> {
            fields.add(compiler.key(group));
            names.add(group.label());
        });
        int groups = fields.size();
        for (Mark mark : bridge.marks()) {
            fields.add(choice(all(mark.conditions()), number(1), number(0)));
            names.add(mark.label());
        }
        bridge.weight().ifPresent(weight -> {
            RexNode value = weight(weight.value());
            fields.add(
                    weight.conditions().isEmpty()
                            ? value
                            : choice(all(weight.conditions()), value, rex.makeNullLiteral(value.getType())));
            names.add(BridgedRelation.WEIGHT);
        });
        builder.project(fields, names, true);
        List<AggCall> calls = new ArrayList<>();
        for (int i = groups; i < fields.size(); i++) {
            boolean mark = i < groups + bridge.marks().size();
            RexNode field = builder.field(i);
            AggCall call =
                    mark ? builder.aggregateCall(EngineAggregates.max(compiler.flavor()), field) : compiler.sum(field);
            calls.add(call.as(names.get(i)));
        }
        builder.aggregate(builder.groupKey(builder.fields().subList(0, groups)), calls);
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i), i);
        }
        return columns;
    }

    private RexNode weight(Value weight) {
        RexNode value = compiler.value(weight);
        if (!SqlTypeUtil.isNumeric(value.getType())) {
            throw SqlText.invalid(
                    weight.expression().parsed().node().getParserPosition(),
                    "the weight “" + weight.expression() + "” is no number");
        }
        return value;
    }

    private RexNode all(List<Condition> conditions) {
        return builder.and(conditions.stream().map(compiler::condition).toList());
    }

    private RexNode choice(RexNode condition, RexNode then, RexNode otherwise) {
        return builder.call(SqlStdOperatorTable.CASE, condition, then, otherwise);
    }

    private RexNode number(int number) {
        return rex.makeBigintLiteral(BigDecimal.valueOf(number));
    }

    RexNode column(Value value) {
        String label = value.expression().names().iterator().next();
        return field(value.alias(), label);
    }

    private RexNode field(String alias, String label) {
        Integer at = places.getOrDefault(alias, Map.of()).get(label);
        if (at == null) {
            throw new IllegalArgumentException(alias + "." + label);
        }
        return builder.field(at);
    }

    RexNode condition(Condition.Marked marked) {
        RexNode holds = builder.equals(field(marked.bridge(), marked.mark()), number(1));
        return marked.absent() ? builder.or(holds, builder.isNull(field(marked.bridge(), KEY))) : holds;
    }

    /**
     * What a row gives to a group's sum. A row that a bridge knows nothing of is not shared out: it is whole.
     *
     * @param bridges aliases of those that weigh
     */
    RexNode share(Function function, @Nullable RexNode value, List<String> bridges) {
        RexNode part = bridges.stream()
                .map(alias ->
                        choice(builder.isNull(field(alias, KEY)), number(1), field(alias, BridgedRelation.WEIGHT)))
                .reduce((a, b) -> builder.call(SqlStdOperatorTable.MULTIPLY, a, b))
                .orElseThrow(() -> new IllegalArgumentException("no bridge weighs"));
        RexNode nothing = rex.makeNullLiteral(part.getType());
        return switch (function) {
            case ROWS -> part;
            case COUNT -> choice(builder.isNotNull(there(value)), part, nothing);
            case SUM ->
                there(value).getType().getSqlTypeName() == SqlTypeName.BOOLEAN
                        ? shareOfTrue(there(value), part)
                        : builder.call(SqlStdOperatorTable.MULTIPLY, there(value), part);
            case MIN, MAX, COUNT_DISTINCT, COUNT_NULLS ->
                throw new IllegalArgumentException(function + " is not made of shares");
        };
    }

    private RexNode shareOfTrue(RexNode truth, RexNode part) {
        return choice(builder.equals(truth, rex.makeLiteral(true)), part, number(0));
    }

    private static RexNode there(@Nullable RexNode value) {
        if (value == null) {
            throw new IllegalArgumentException("an aggregate without a value");
        }
        return value;
    }
}
