package dev.tidemark.sql.internal;

import dev.tidemark.sql.MetricScan;
import dev.tidemark.sql.MetricScan.Aggregate;
import dev.tidemark.sql.MetricScan.Bucket;
import dev.tidemark.sql.MetricScan.Condition;
import dev.tidemark.sql.MetricScan.JoinedRelation;
import dev.tidemark.sql.MetricScan.Key;
import dev.tidemark.sql.MetricScan.Operand;
import dev.tidemark.sql.MetricScan.Partition;
import dev.tidemark.sql.MetricScan.Relation;
import dev.tidemark.sql.MetricScan.Selection;
import dev.tidemark.sql.MetricScan.Value;
import dev.tidemark.sql.MetricSql;
import dev.tidemark.sql.SqlColumn;
import dev.tidemark.sql.SqlFlavor;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlString;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilder.AggCall;
import org.jspecify.annotations.Nullable;

/** Builds a scan as relational algebra and writes it in an engine's dialect. */
public final class ScanCompiler {

    private final MetricScan scan;
    private final SqlFlavor flavor;
    private final RelBuilder builder;
    private final RexBuilder rex;
    private final List<@Nullable Object> parameters = new ArrayList<>();
    private final Map<String, Map<String, Integer>> positions = new HashMap<>();
    private final Map<String, Relation> relations = new HashMap<>();
    private final Bridges bridges;

    private ScanCompiler(MetricScan scan, SqlFlavor flavor) {
        this.scan = scan;
        this.flavor = flavor;
        RelDataTypeFactory types = Types.factory();
        this.rex = new RexBuilder(types);
        RelOptCluster cluster =
                RelOptCluster.create(new HepPlanner(HepProgram.builder().build()), rex);
        List<Relation> all = new ArrayList<>(List.of(scan.relation()));
        scan.joins().forEach(join -> all.add(join.relation()));
        scan.bridges().forEach(bridge -> {
            all.add(bridge.relation());
            bridge.joins().forEach(join -> all.add(join.relation()));
        });
        if (scan.selection() instanceof Selection.Converted converted) {
            all.add(converted.converted());
            converted.joins().forEach(join -> all.add(join.relation()));
        }
        this.builder = RelBuilder.proto(Contexts.of(RelBuilder.Config.DEFAULT.withSimplify(false)))
                .create(cluster, LookupCatalog.of(all, flavor, types));
        this.bridges = new Bridges(this, builder, rex);
    }

    public static MetricSql compile(MetricScan scan, SqlFlavor flavor) {
        return new ScanCompiler(scan, flavor).compile();
    }

    private MetricSql compile() {
        if (scan.selection() instanceof Selection.Converted converted) {
            new Conversions(this, builder, converted).read(scan);
        } else {
            rows(scan);
        }
        if (scan.selection() instanceof Selection.Edge edge) {
            edge(edge);
        }
        List<RexNode> keys = scan.keys().stream().map(this::key).toList();
        List<AggCall> aggregates =
                scan.aggregates().stream().map(this::aggregate).toList();
        // Two names may stand for the same; an aggregate has it once.
        List<RexNode> groups = keys.stream().distinct().toList();
        int[] places = groupOrder(groups, builder.peek().getRowType().getFieldCount());
        builder.aggregate(builder.groupKey(groups), aggregates);
        List<String> labels = labels();
        List<RexNode> outputs = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            outputs.add(builder.field(
                    i < keys.size() ? places[groups.indexOf(keys.get(i))] : groups.size() + i - keys.size()));
        }
        builder.project(outputs, labels, true);
        builder.limit(0, scan.limit());
        return written(builder.build());
    }

    /** Where each key is among the outputs: an aggregate orders its keys by their place in the input, computed ones last. */
    private static int[] groupOrder(List<RexNode> keys, int fields) {
        int[] places = new int[keys.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = keys.get(i) instanceof RexInputRef field ? field.getIndex() : fields + i;
        }
        int[] order = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            for (int place : places) {
                order[i] += place < places[i] ? 1 : 0;
            }
        }
        return order;
    }

    private List<String> labels() {
        List<String> labels = new ArrayList<>();
        scan.keys().forEach(key -> labels.add(key.label()));
        scan.aggregates().forEach(aggregate -> labels.add(aggregate.label()));
        return labels;
    }

    private MetricSql written(RelNode rel) {
        SqlNode select = WholeFrames.unsaid(
                new RelToSqlConverter(Dialects.of(flavor)).visitRoot(rel).asStatement());
        SqlString text = select.toSqlString(config -> config.withDialect(Dialects.of(flavor))
                .withQuoteAllIdentifiers(true)
                .withAlwaysUseParentheses(false)
                .withIndentation(2));
        List<@Nullable Object> ordered = new ArrayList<>();
        if (text.getDynamicParameters() != null) {
            text.getDynamicParameters().forEach(index -> ordered.add(parameters.get(index)));
        }
        List<SqlColumn> columns = rel.getRowType().getFieldList().stream()
                .map(field -> new SqlColumn(
                        field.getName(),
                        Types.of(field.getType()),
                        field.getType().isNullable()))
                .toList();
        return new MetricSql(text.getSql(), ordered, columns);
    }

    private void rows(MetricScan scan) {
        joined(scan.relation(), scan.joins());
        scan.bridges().forEach(bridges::join);
        builder.filter(scan.conditions().stream().map(this::condition).toList());
    }

    /** The rows of a table that fulfil the conditions, with what is joined to them, on the builder's stack. */
    void rows(Relation relation, List<JoinedRelation> joins, List<Condition> conditions) {
        joined(relation, joins);
        builder.filter(conditions.stream().map(this::condition).toList());
    }

    private void joined(Relation relation, List<JoinedRelation> joins) {
        read(relation);
        if (joins.stream().anyMatch(JoinedRelation::both)) {
            allowNulls();
        }
        joins.forEach(this::join);
    }

    /** A window over each partition finds its edge; then only the rows at it stay. */
    private void edge(Selection.Edge edge) {
        int width = builder.peek().getRowType().getFieldCount();
        RexNode time = key(edge.time());
        RexNode best = builder.aggregateCall(edge.last() ? SqlStdOperatorTable.MAX : SqlStdOperatorTable.MIN, time)
                .over()
                .partitionBy(edge.partition().stream().map(this::key).toList())
                .rangeUnbounded()
                .toRex();
        List<RexNode> fields = new ArrayList<>(builder.fields());
        fields.add(time);
        fields.add(best);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            names.add("f" + i);
        }
        builder.project(fields, names, true);
        builder.filter(builder.equals(builder.field(width), builder.field(width + 1)));
    }

    /** From now on a relation's columns stand so many fields further to the right. */
    void move(Set<String> aliases, int by) {
        positions.forEach((alias, columns) -> {
            if (aliases.contains(alias)) {
                columns.replaceAll((name, index) -> index + by);
            }
        });
    }

    Set<String> aliases() {
        return Set.copyOf(positions.keySet());
    }

    SqlFlavor flavor() {
        return flavor;
    }

    RexBuilder rex() {
        return rex;
    }

    private void read(Relation relation) {
        builder.scan(Dialects.table(flavor, relation.table()).names);
        remember(relation, 0);
    }

    /** For a relation whose rows may have no partner. */
    void allowNulls() {
        if (flavor == SqlFlavor.CLICKHOUSE) {
            ClickHouseNulls.allow(builder, rex);
        }
    }

    private void remember(Relation relation, int offset) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < relation.columns().size(); i++) {
            columns.put(relation.columns().get(i).name(), offset + i);
        }
        positions.put(relation.alias(), columns);
        relations.put(relation.alias(), relation);
    }

    private void join(JoinedRelation join) {
        int width = builder.peek().getRowType().getFieldCount();
        builder.scan(Dialects.table(flavor, join.relation().table()).names);
        allowNulls();
        remember(join.relation(), width);
        List<RexNode> fits = new ArrayList<>();
        fits.add(builder.equals(left(join.left()), right(join.right(), width)));
        join.validity().ifPresent(validity -> {
            RexNode at = left(validity.at());
            RexNode end = right(validity.end(), width);
            fits.add(builder.call(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, at, right(validity.start(), width)));
            fits.add(OpenEnds.after(builder, flavor, at, end));
        });
        for (Partition partition : join.partitions()) {
            Operand before = partition.left();
            Operand joined = partition.right();
            fits.add(builder.equals(
                    bucketed(left(before.value()), before.bucket()),
                    bucketed(right(joined.value(), width), joined.bucket())));
        }
        builder.join(join.both() ? JoinRelType.FULL : JoinRelType.LEFT, builder.and(fits));
    }

    RexNode left(Value value) {
        return convert(value, index -> builder.field(2, 0, index));
    }

    private RexNode right(Value value, int width) {
        return convert(value, index -> builder.field(2, 1, index - width));
    }

    RexNode value(Value value) {
        return convert(value, builder::field);
    }

    private RexNode convert(Value value, IntFunction<RexNode> field) {
        Relation relation = relation(value.alias());
        return new ExpressionToRex(rex, name -> column(relation, name, field), null, ZoneOffset.UTC)
                .convert(value.expression().parsed().node());
    }

    private Relation relation(String alias) {
        return Optional.ofNullable(relations.get(alias)).orElseThrow(() -> new IllegalArgumentException(alias));
    }

    private RexNode column(Relation relation, String name, IntFunction<RexNode> field) {
        String physical = relation.physical().getOrDefault(name, name);
        Integer index = positions.getOrDefault(relation.alias(), Map.of()).get(physical);
        if (index == null) {
            throw ExpressionToRex.unknownName(physical);
        }
        return field.apply(index);
    }

    RexNode key(Key key) {
        if (bridges.has(key.value().alias())) {
            return bridges.column(key.value());
        }
        RexNode found = bucketed(value(key.value()), key.bucket());
        return flavor == SqlFlavor.PINOT ? PinotText.key(rex, found) : found;
    }

    RexNode bucketed(RexNode time, Optional<Bucket> bucket) {
        return bucket.map(found -> TimeBucket.of(rex, time, time.getType(), flavor, found.grain(), found.zone()))
                .orElse(time);
    }

    RexNode condition(Condition condition) {
        return switch (condition) {
            case Condition.Rows rows -> value(rows.value());
            case Condition.Present present -> builder.isNotNull(value(present.value()));
            case Condition.Named named -> named(named);
            case Condition.Within within -> within(within);
            case Condition.Days days -> days(days);
            case Condition.Marked marked -> bridges.condition(marked);
            case Condition.AnyOf any ->
                builder.or(any.sets().stream()
                        .map(set ->
                                builder.and(set.stream().map(this::condition).toList()))
                        .toList());
        };
    }

    private RexNode named(Condition.Named named) {
        ZoneId zone = named.zone();
        return new ExpressionToRex(rex, name -> operand(named, name), parameters, zone)
                .convert(named.expression().parsed().node());
    }

    private RexNode operand(Condition.Named named, String name) {
        Operand operand = named.names().get(name);
        if (operand == null) {
            throw ExpressionToRex.unknownName(name);
        }
        return bucketed(value(operand.value()), operand.bucket());
    }

    private RexNode within(Condition.Within within) {
        RexNode time = value(within.time());
        List<RexNode> bounds = new ArrayList<>();
        if (within.from() != null) {
            bounds.add(builder.call(
                    SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, time, parameter(within.from(), time.getType())));
        }
        if (within.to() != null) {
            bounds.add(builder.call(SqlStdOperatorTable.LESS_THAN, time, parameter(within.to(), time.getType())));
        }
        return bounds.isEmpty() ? rex.makeLiteral(true) : builder.and(bounds);
    }

    private RexNode days(Condition.Days days) {
        RexNode date = value(days.date());
        List<RexNode> bounds = new ArrayList<>();
        if (days.from() != null) {
            bounds.add(builder.call(
                    SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, date, parameter(days.from(), date.getType())));
        }
        if (days.to() != null) {
            bounds.add(builder.call(SqlStdOperatorTable.LESS_THAN, date, parameter(days.to(), date.getType())));
        }
        return builder.and(bounds);
    }

    private RexNode parameter(Object value, RelDataType type) {
        parameters.add(value);
        return rex.makeDynamicParam(type, parameters.size() - 1);
    }

    private AggCall aggregate(Aggregate aggregate) {
        RexNode value = aggregate.value().map(this::value).orElse(null);
        if (!aggregate.shares().isEmpty()) {
            return sum(bridges.share(aggregate.function(), value, aggregate.shares()))
                    .as(aggregate.label());
        }
        AggCall call = switch (aggregate.function()) {
            case ROWS -> builder.count();
            case COUNT -> flavor == SqlFlavor.PINOT ? sumOf(present(value), 1, 0) : builder.count(of(value));
            case COUNT_NULLS -> sumOf(present(value), 0, 1);
            case SUM -> sum(of(value));
            case MIN -> builder.aggregateCall(EngineAggregates.min(flavor), of(value));
            case MAX -> builder.aggregateCall(EngineAggregates.max(flavor), of(value));
            case COUNT_DISTINCT ->
                flavor == SqlFlavor.CLICKHOUSE
                        ? builder.aggregateCall(EngineAggregates.CLICKHOUSE_DISTINCT, of(value))
                        : builder.count(true, "distinct", of(value));
        };
        return call.as(aggregate.label());
    }

    AggCall sum(RexNode value) {
        if (value.getType().getSqlTypeName() == SqlTypeName.BOOLEAN) {
            return sumOf(builder.equals(value, rex.makeLiteral(true)), 1, 0);
        }
        boolean exact = SqlTypeUtil.isExactNumeric(value.getType());
        return builder.aggregateCall(EngineAggregates.sum(flavor, exact), value);
    }

    private RexNode present(@Nullable RexNode value) {
        return builder.isNotNull(of(value));
    }

    private AggCall sumOf(RexNode condition, int then, int otherwise) {
        RexNode choice = builder.call(
                SqlStdOperatorTable.CASE,
                condition,
                rex.makeBigintLiteral(BigDecimal.valueOf(then)),
                rex.makeBigintLiteral(BigDecimal.valueOf(otherwise)));
        return builder.aggregateCall(
                flavor == SqlFlavor.PINOT ? SqlStdOperatorTable.SUM : EngineAggregates.sum(flavor, true), choice);
    }

    private static RexNode of(@Nullable RexNode value) {
        if (value == null) {
            throw new IllegalArgumentException("an aggregate without a value");
        }
        return value;
    }
}
