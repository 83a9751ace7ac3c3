package dev.tidemark.router.internal;

import dev.tidemark.catalog.Aggregation;
import dev.tidemark.catalog.Binding;
import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Join;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.router.RouterSettings;
import dev.tidemark.sql.MetricScan;
import dev.tidemark.sql.MetricScan.Aggregate;
import dev.tidemark.sql.MetricScan.Bucket;
import dev.tidemark.sql.MetricScan.Condition;
import dev.tidemark.sql.MetricScan.Function;
import dev.tidemark.sql.MetricScan.JoinedRelation;
import dev.tidemark.sql.MetricScan.Key;
import dev.tidemark.sql.MetricScan.Operand;
import dev.tidemark.sql.MetricScan.Relation;
import dev.tidemark.sql.MetricScan.Value;
import dev.tidemark.sql.SqlColumn;
import dev.tidemark.sql.SqlExpression;
import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.sql.SqlTable;
import dev.tidemark.sql.SqlType;
import dev.tidemark.stores.Column;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes what one part has to compute as scans of its table and of the tables joined to it. */
final class Scans {

    private static final String MAIN = "m";
    private static final int DECIMAL_DIGITS = 38;
    private static final int DECIMAL_SCALE = 10;

    private final Question question;
    private final ModelGroup group;
    private final Part part;
    private final RouterSettings limits;
    private final Map<String, Relation> relations = new LinkedHashMap<>();
    private final List<JoinedRelation> joins = new ArrayList<>();
    private final List<TableState> joined = new ArrayList<>();

    Scans(Question question, ModelGroup group, Part part, RouterSettings limits) {
        this.question = question;
        this.group = group;
        this.part = part;
        this.limits = limits;
        relations.put(MAIN, relation(MAIN, group.model(), part.binding(), part.state()));
        question.query().groupBy().forEach(name -> path(name));
        conditionNames().forEach(name -> path(name));
    }

    /** The first thing this part's tables lack, in words; empty when they can answer. */
    static Optional<String> missing(Question question, ModelGroup group, Part part) {
        try {
            return new Scans(question, group, part, RouterSettings.DEFAULT).missingColumn();
        } catch (Lacking e) {
            return Optional.of(e.what);
        }
    }

    /** One scan for each set of filters; leaves that need rows of their own get one each. */
    List<PlannedScan> all(boolean mergeable) {
        Map<ScanKind, List<Leaf>> kinds = new LinkedHashMap<>();
        for (Leaf leaf : group.leaves()) {
            kinds.computeIfAbsent(kind(leaf, mergeable), kind -> new ArrayList<>())
                    .add(leaf);
        }
        return kinds.entrySet().stream()
                .map(entry -> entry.getKey() instanceof ScanKind.Distinct
                        ? distinct(entry.getValue().getFirst())
                        : aggregate(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Counts the rows with an event time before the boundary that arrived after it; one scan for each set of filters. */
    List<PlannedScan> late(Instant boundary, String arrivalColumn) {
        Relation main = main();
        List<PlannedScan> scans = new ArrayList<>();
        Set<List<Filter>> seen = new LinkedHashSet<>();
        for (Leaf leaf : group.leaves()) {
            if (seen.add(leaf.filters())) {
                List<Condition> conditions = conditions(leaf.filters());
                conditions.add(
                        new Condition.Within(new Value(MAIN, SqlExpression.name(arrivalColumn)), boundary, null));
                MetricScan scan = new MetricScan(main, joins, List.of(), List.of(ROWS), conditions, 2);
                scans.add(new PlannedScan(scan, List.of(), leaf.filters(), false));
            }
        }
        return scans;
    }

    private static final Aggregate ROWS = new Aggregate("n", Function.ROWS, Optional.empty());

    private sealed interface ScanKind {
        record Together(List<Filter> filters) implements ScanKind {}

        record Present(List<Filter> filters, Leaf leaf) implements ScanKind {}

        record Distinct(Leaf leaf) implements ScanKind {}
    }

    private ScanKind kind(Leaf leaf, boolean mergeable) {
        Aggregation aggregation = leaf.use().measure().aggregation();
        boolean extreme = aggregation == Aggregation.MIN || aggregation == Aggregation.MAX;
        if (mergeable && aggregation == Aggregation.COUNT_DISTINCT) {
            return new ScanKind.Distinct(leaf);
        }
        // Pinot's aggregates do not skip absent values, and its least value would be the stand-in for them.
        return pinot() && extreme ? new ScanKind.Present(leaf.filters(), leaf) : new ScanKind.Together(leaf.filters());
    }

    private PlannedScan distinct(Leaf leaf) {
        List<Key> keys = new ArrayList<>(keys());
        keys.add(new Key("v", value(leaf), Optional.empty()));
        MetricScan scan = new MetricScan(
                main(), joins, keys, List.of(ROWS), conditions(leaf.filters()), limits.maxDistinctValues() + 1);
        return new PlannedScan(scan, List.of(new PlannedScan.Slot(leaf, List.of())), leaf.filters(), true);
    }

    private PlannedScan aggregate(ScanKind kind, List<Leaf> leaves) {
        List<Filter> filters = leaves.getFirst().filters();
        List<Condition> conditions = conditions(filters);
        if (kind instanceof ScanKind.Present present) {
            conditions.add(new Condition.Present(value(present.leaf())));
        }
        List<Aggregate> aggregates = new ArrayList<>(List.of(ROWS));
        List<PlannedScan.Slot> slots = new ArrayList<>();
        for (Leaf leaf : leaves) {
            List<Integer> positions = new ArrayList<>();
            for (Function function : functions(leaf)) {
                positions.add(question.query().groupBy().size() + aggregates.size());
                Optional<Value> value = function == Function.ROWS ? Optional.empty() : Optional.of(value(leaf));
                aggregates.add(new Aggregate("a" + aggregates.size(), function, value));
            }
            slots.add(new PlannedScan.Slot(leaf, positions));
        }
        MetricScan scan = new MetricScan(main(), joins, keys(), aggregates, conditions, limits.maxRows() + 1);
        return new PlannedScan(scan, slots, filters, false);
    }

    /** What has to be computed for a leaf; the decoder knows the same order. */
    private List<Function> functions(Leaf leaf) {
        SqlExpression expression = leaf.use().measure().expression();
        boolean constant = expression.isConstant();
        boolean checked = pinot() && expression.isName();
        return switch (leaf.use().measure().aggregation()) {
            case COUNT -> List.of(constant ? Function.ROWS : Function.COUNT);
            case SUM -> {
                if (constant && expression.text().strip().equals("1")) {
                    yield List.of(Function.ROWS);
                }
                yield checked ? List.of(Function.SUM, Function.COUNT) : List.of(Function.SUM);
            }
            case SUM_BOOLEAN -> List.of(Function.SUM);
            case AVERAGE -> List.of(Function.SUM, Function.COUNT);
            case MIN -> List.of(Function.MIN);
            case MAX -> List.of(Function.MAX);
            case COUNT_DISTINCT ->
                checked ? List.of(Function.COUNT_DISTINCT, Function.COUNT_NULLS) : List.of(Function.COUNT_DISTINCT);
        };
    }

    private boolean pinot() {
        return part.store().flavor() == SqlFlavor.PINOT;
    }

    private Relation main() {
        return found(relations.get(MAIN));
    }

    private static Value value(Leaf leaf) {
        return new Value(MAIN, leaf.use().measure().expression());
    }

    private List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        for (String name : question.query().groupBy()) {
            Operand operand = operand(name);
            keys.add(new Key("k" + keys.size(), operand.value(), operand.bucket()));
        }
        return keys;
    }

    private List<Condition> conditions(List<Filter> filters) {
        List<Condition> conditions = new ArrayList<>();
        part.binding().where().ifPresent(where -> conditions.add(new Condition.Rows(new Value(MAIN, where))));
        Instant from = part.span().start();
        Instant to = part.span().end();
        if (from != null || to != null) {
            conditions.add(new Condition.Within(time(), from, to));
        }
        List<Filter> all = new ArrayList<>(question.where());
        all.addAll(filters);
        for (Filter filter : all) {
            Map<String, Operand> names = new HashMap<>();
            filter.condition().names().forEach(name -> names.put(name, operand(name)));
            conditions.add(new Condition.Named(filter.condition(), names, question.zone()));
        }
        return conditions;
    }

    private Value time() {
        Dimension time = group.model()
                .dimension(group.timeDimension())
                .orElseThrow(() -> new Lacking("a time dimension " + group.timeDimension()));
        return new Value(MAIN, time.expression());
    }

    /** The physical time column, when it is a plain column. */
    Optional<String> timeColumn() {
        SqlExpression expression = time().expression();
        return expression.isName()
                ? expression.names().stream()
                        .findFirst()
                        .map(name -> main().physical().getOrDefault(name, name))
                : Optional.empty();
    }

    List<TableState> joinedTables() {
        return List.copyOf(joined);
    }

    private Operand operand(String name) {
        DimensionPath path = path(name);
        Optional<Bucket> bucket =
                path.time() ? path.bucket().map(grain -> new Bucket(grain, question.zone())) : Optional.empty();
        return new Operand(new Value(alias(path), path.expression()), bucket);
    }

    private DimensionPath path(String name) {
        MeasureUse use = group.leaves().getFirst().use();
        DimensionPath path =
                question.catalog().resolve(use, name).orElseThrow(() -> new Lacking("the dimension " + name));
        String left = MAIN;
        for (Join join : path.joins()) {
            String alias = left + "_" + join.foreign().name();
            if (!relations.containsKey(alias)) {
                addJoin(left, alias, join);
            }
            left = alias;
        }
        return path;
    }

    private static String alias(DimensionPath path) {
        StringBuilder alias = new StringBuilder(MAIN);
        path.joins().forEach(join -> alias.append('_').append(join.foreign().name()));
        return alias.toString();
    }

    private void addJoin(String left, String alias, Join join) {
        Store store = part.store();
        if (pinot()) {
            throw new Lacking("a way to join " + join.to().name());
        }
        Binding binding = join.to()
                .binding(store.name().word())
                .orElseThrow(() -> new Lacking("the semantic model " + join.to().name()));
        TableState state = store.state(TableName.parse(binding.table()));
        Relation relation = relation(alias, join.to(), binding, state);
        relations.put(alias, relation);
        joined.add(state);
        joins.add(new JoinedRelation(
                relation,
                new Value(left, join.foreign().expression()),
                new Value(alias, join.key().expression())));
    }

    private static Relation relation(String alias, SemanticModel model, Binding binding, TableState state) {
        Map<String, String> physical = new HashMap<>(binding.columns());
        model.timeDimension()
                .flatMap(model::dimension)
                .filter(time -> time.expression().isName())
                .flatMap(time -> time.expression().names().stream().findFirst())
                .ifPresent(name -> binding.timeColumn().ifPresent(column -> physical.put(name, column)));
        TableName table = state.table();
        return new Relation(
                alias,
                new SqlTable(table.namespace(), table.name()),
                state.columns().stream().map(Scans::column).toList(),
                physical);
    }

    private static SqlColumn column(Column column) {
        SqlType type = switch (column.type()) {
            case STRING -> SqlType.STRING;
            case LONG -> SqlType.LONG;
            case DECIMAL -> SqlType.decimal(DECIMAL_DIGITS, DECIMAL_SCALE);
            case DOUBLE -> SqlType.DOUBLE;
            case BOOLEAN -> SqlType.BOOLEAN;
            case TIMESTAMP -> SqlType.TIMESTAMP;
            case DATE -> SqlType.DATE;
        };
        return new SqlColumn(column.name(), type, true);
    }

    private Set<String> conditionNames() {
        Set<String> names = new LinkedHashSet<>();
        question.where().forEach(filter -> names.addAll(filter.condition().names()));
        group.leaves()
                .forEach(leaf -> leaf.filters()
                        .forEach(filter -> names.addAll(filter.condition().names())));
        return names;
    }

    private Optional<String> missingColumn() {
        List<Value> values = new ArrayList<>(List.of(time()));
        question.query().groupBy().forEach(name -> values.add(operand(name).value()));
        conditionNames().forEach(name -> values.add(operand(name).value()));
        group.leaves().forEach(leaf -> values.add(value(leaf)));
        part.binding().where().ifPresent(where -> values.add(new Value(MAIN, where)));
        joins.forEach(join -> values.addAll(List.of(join.left(), join.right())));
        for (Value value : values) {
            Relation relation = found(relations.get(value.alias()));
            for (String name : value.expression().names()) {
                String physical = relation.physical().getOrDefault(name, name);
                if (relation.columns().stream()
                        .noneMatch(column -> column.name().equals(physical))) {
                    return Optional.of(relation.table() + " has no column " + physical);
                }
            }
        }
        return Optional.empty();
    }

    private static Relation found(@Nullable Relation relation) {
        if (relation == null) {
            throw new IllegalStateException("a relation that was never added");
        }
        return relation;
    }

    /** This part lacks something; a reason to reject it, never an error. */
    private static final class Lacking extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String what;

        Lacking(String what) {
            super(what, null, false, false);
            this.what = "it lacks " + what;
        }
    }
}
