package dev.tidemark.router.internal;

import dev.tidemark.catalog.Aggregation;
import dev.tidemark.catalog.Binding;
import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Entity;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Join;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.Rollup;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.RouterSettings;
import dev.tidemark.sql.Grain;
import dev.tidemark.sql.MetricScan;
import dev.tidemark.sql.MetricScan.Aggregate;
import dev.tidemark.sql.MetricScan.Bucket;
import dev.tidemark.sql.MetricScan.Condition;
import dev.tidemark.sql.MetricScan.Function;
import dev.tidemark.sql.MetricScan.JoinedRelation;
import dev.tidemark.sql.MetricScan.Key;
import dev.tidemark.sql.MetricScan.Operand;
import dev.tidemark.sql.MetricScan.Pair;
import dev.tidemark.sql.MetricScan.Relation;
import dev.tidemark.sql.MetricScan.Selection;
import dev.tidemark.sql.MetricScan.Validity;
import dev.tidemark.sql.MetricScan.Value;
import dev.tidemark.sql.MetricScan.Window;
import dev.tidemark.sql.SqlColumn;
import dev.tidemark.sql.SqlExpression;
import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.sql.SqlTable;
import dev.tidemark.sql.SqlType;
import dev.tidemark.stores.Column;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes what one part has to compute as scans of its table and of the tables joined to it. */
final class Scans {

    /** The alias of the part's own table. */
    static final String MAIN = "m";

    private static final String FOLLOWING = "c";
    private static final int DECIMAL_DIGITS = 38;
    private static final int DECIMAL_SCALE = 10;

    private final Question question;
    private final ModelGroup group;
    private final Part part;
    private final RouterSettings limits;
    private final Map<String, Relation> relations = new LinkedHashMap<>();
    private final List<JoinedRelation> joins = new ArrayList<>();
    private final List<TableState> joined = new ArrayList<>();
    private final CrossedBridges bridges = new CrossedBridges(this::path);
    private final Optional<RollupFit> rollup;
    private @Nullable Followed followed;

    Scans(Question question, ModelGroup group, Part part, RouterSettings limits) {
        this.question = question;
        this.group = group;
        this.part = part;
        this.limits = limits;
        this.rollup = part.binding().rollup().map(found -> new RollupFit(question, group, found));
        relations.put(MAIN, relation(MAIN, group.model(), part.binding(), part.state()));
        group.reading().keys().forEach(name -> path(name));
        conditionNames().forEach(name -> path(name));
        if (group.followsRows() && pinot()) {
            throw new Lacking("joins, which a conversion needs");
        }
        following().ifPresent(found -> this.followed = new Followed(found));
    }

    /** The first thing this part's tables lack, in words; empty when they can answer. */
    static Optional<String> missing(Question question, ModelGroup group, Part part) {
        try {
            return new Scans(question, group, part, RouterSettings.DEFAULT).missingColumn();
        } catch (Lacking e) {
            return Optional.of(e.what);
        }
    }

    /** The tables a part reads: its own, and those joined to it. */
    static List<TableName> tables(Question question, ModelGroup group, Part part) {
        List<TableName> tables = new ArrayList<>(List.of(part.state().table()));
        new Scans(question, group, part, RouterSettings.DEFAULT).joined.forEach(state -> tables.add(state.table()));
        return List.copyOf(tables);
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

    /**
     * Counts the rows of this part's span that arrived after the tide, each once, however many metrics it belongs to.
     */
    List<PlannedScan> late(Instant tide, String arrivalColumn) {
        Condition arrived = new Condition.Within(new Value(MAIN, SqlExpression.name(arrivalColumn)), tide, null);
        return List.of(counting(List.of(arrived)));
    }

    /** Counts the rows behind the answer, when its scans would count some of them more than once. */
    Optional<PlannedScan> rows() {
        boolean overlapping =
                group.leaves().stream().map(Leaf::filters).distinct().count() > 1;
        if (!overlapping && bridges.isEmpty() || rollup.isPresent()) { // a rollup has no single rows to count
            return Optional.empty();
        }
        return Optional.of(counting(List.of()));
    }

    /** Each row once, in whatever groups it is. */
    private PlannedScan counting(List<Condition> more) {
        BridgesOfScan over = new BridgesOfScan();
        List<Condition> conditions = ownConditions();
        conditions.addAll(named(bridges.plain(group.reading().where())));
        conditions.addAll(more);
        List<List<Condition>> sets = group.leaves().stream()
                .map(Leaf::filters)
                .distinct()
                .map(filters -> fulfilled(filters, over))
                .toList();
        if (sets.stream().noneMatch(List::isEmpty)) {
            conditions.add(new Condition.AnyOf(sets));
        }
        MetricScan scan = new MetricScan(
                main(), joins, over.relations(), List.of(), List.of(ROWS), conditions, new Selection.All(), 2);
        return new PlannedScan(scan, List.of(), List.of(), false);
    }

    /** What a row fulfils to be behind a leaf, beside the plain conditions of the question. */
    private List<Condition> fulfilled(List<Filter> filters, BridgesOfScan over) {
        List<Condition> conditions = named(bridges.plain(filters));
        List<Filter> all = new ArrayList<>(group.reading().where());
        all.addAll(filters);
        conditions.addAll(marks(all, over));
        return conditions;
    }

    private static final Aggregate ROWS = new Aggregate("n", Function.ROWS, Optional.empty());

    private sealed interface ScanKind {
        record Together(List<Filter> filters) implements ScanKind {}

        record Present(List<Filter> filters, Leaf leaf) implements ScanKind {}

        record Distinct(Leaf leaf) implements ScanKind {}

        /** Sums of the same rows, from a rollup. */
        record Summed(List<Filter> rest, SqlExpression rows) implements ScanKind {}
    }

    private ScanKind kind(Leaf leaf, boolean mergeable) {
        if (rollup.isPresent()) {
            RollupFit.Summed summed = summed(leaf);
            return new ScanKind.Summed(summed.rest(), summed.sum().rows());
        }
        if (leaf.following().isPresent()) {
            return isListed(leaf, mergeable) ? new ScanKind.Distinct(leaf) : new ScanKind.Present(leaf.filters(), leaf);
        }
        Aggregation aggregation = leaf.measured().aggregation();
        boolean extreme = aggregation == Aggregation.MIN || aggregation == Aggregation.MAX;
        if (isListed(leaf, mergeable)) {
            return new ScanKind.Distinct(leaf);
        }
        // Pinot's aggregates do not skip absent values, and its least value would be the stand-in for them.
        return pinot() && extreme ? new ScanKind.Present(leaf.filters(), leaf) : new ScanKind.Together(leaf.filters());
    }

    /** Distinct values that are put together come as such; percentiles always do, so that they are exact everywhere. */
    private boolean isListed(Leaf leaf, boolean mergeable) {
        return switch (leaf.measured().aggregation()) {
            case COUNT_DISTINCT -> mergeable || group.reading().reduced();
            case MEDIAN, PERCENTILE -> true;
            default -> false;
        };
    }

    private PlannedScan distinct(Leaf leaf) {
        BridgesOfScan over = new BridgesOfScan();
        List<Key> keys = new ArrayList<>(keys(over));
        keys.add(new Key("v", value(leaf), Optional.empty()));
        List<Condition> conditions = conditions(leaf.filters(), over);
        MetricScan scan = new MetricScan(
                main(),
                joins,
                over.relations(),
                keys,
                List.of(ROWS),
                conditions,
                selection(leaf),
                limits.maxDistinctValues() + 1);
        return new PlannedScan(scan, List.of(new PlannedScan.Slot(leaf, List.of(), false)), leaf.filters(), true);
    }

    /** Which rows count. Pinot has no windows: it gives every time, and the edge is found afterwards. */
    private Selection selection(Leaf leaf) {
        if (leaf.following().isPresent()) {
            return Objects.requireNonNull(followed).selection();
        }
        return group.reading()
                .edge()
                .filter(edge -> !pinot())
                .<Selection>map(edge -> new Selection.Edge(
                        key("e", edge.time()),
                        edge.last(),
                        edge.partition().stream().map(name -> key("p", name)).toList()))
                .orElseGet(Selection.All::new);
    }

    private Optional<Leaf> following() {
        return group.leaves().stream()
                .filter(leaf -> leaf.following().isPresent())
                .findFirst();
    }

    private PlannedScan aggregate(ScanKind kind, List<Leaf> leaves) {
        List<Filter> filters = leaves.getFirst().filters();
        BridgesOfScan over = new BridgesOfScan();
        List<Key> keys = keys(over);
        List<Condition> conditions = conditions(filters(leaves.getFirst()), over);
        List<String> shares = over.shares();
        boolean present = kind instanceof ScanKind.Present && followed == null;
        if (present) {
            conditions.add(new Condition.Present(value(leaves.getFirst())));
        }
        List<Aggregate> aggregates = new ArrayList<>(List.of(rowsBehind(kind)));
        List<PlannedScan.Slot> slots = new ArrayList<>();
        for (Leaf leaf : leaves) {
            List<Integer> positions = new ArrayList<>();
            for (Function function : functions(leaf)) {
                positions.add(group.reading().keys().size() + aggregates.size());
                Optional<Value> value = function == Function.ROWS ? Optional.empty() : Optional.of(value(leaf));
                aggregates.add(new Aggregate("a" + aggregates.size(), function, value, shares));
            }
            slots.add(new PlannedScan.Slot(leaf, positions, !shares.isEmpty()));
        }
        MetricScan scan = new MetricScan(
                main(),
                joins,
                over.relations(),
                keys,
                aggregates,
                conditions,
                selection(leaves.getFirst()),
                limits.maxRows() + 1);
        return new PlannedScan(scan, slots, filters, false);
    }

    /** How many of the model's rows are in a group. */
    private static Aggregate rowsBehind(ScanKind kind) {
        return kind instanceof ScanKind.Summed summed
                ? new Aggregate(ROWS.label(), Function.SUM, Optional.of(new Value(MAIN, summed.rows())))
                : ROWS;
    }

    private RollupFit.Summed summed(Leaf leaf) {
        return rollup.flatMap(fit -> fit.summed(leaf))
                .orElseThrow(() -> new Lacking("a sum of " + leaf.measured().name()));
    }

    /** What the table's rows still have to fulfil for a leaf. */
    private List<Filter> filters(Leaf leaf) {
        return rollup.isPresent() ? summed(leaf).rest() : leaf.filters();
    }

    /** What has to be computed for a leaf; the decoder knows the same order. */
    private List<Function> functions(Leaf leaf) {
        if (rollup.isPresent()) {
            return switch (leaf.measured().aggregation()) {
                case MIN -> List.of(Function.MIN);
                case MAX -> List.of(Function.MAX);
                default -> List.of(Function.SUM);
            };
        }
        SqlExpression expression = leaf.measured().expression();
        boolean constant = expression.isConstant();
        boolean checked = pinot() && expression.isName();
        return switch (leaf.measured().aggregation()) {
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
            case MEDIAN, PERCENTILE -> throw new IllegalStateException("percentiles come as values");
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

    private Value value(Leaf leaf) {
        if (rollup.isPresent()) {
            return new Value(MAIN, summed(leaf).sum().column());
        }
        return new Value(
                leaf.following().isPresent() ? FOLLOWING : MAIN, leaf.measured().expression());
    }

    private List<Key> keys(BridgesOfScan over) {
        List<Key> keys = new ArrayList<>();
        for (String name : group.reading().keys()) {
            String label = "k" + keys.size();
            keys.add(bridges.of(path(name))
                    .map(bridge -> over.key(label, bridge, operand(name)))
                    .orElseGet(() -> key(label, name)));
        }
        return keys;
    }

    private Key key(String label, String name) {
        Operand operand = operand(name);
        return new Key(label, operand.value(), operand.bucket());
    }

    private List<Condition> conditions(List<Filter> filters, BridgesOfScan over) {
        List<Filter> all = new ArrayList<>(group.reading().where());
        all.addAll(filters);
        List<Condition> conditions = ownConditions();
        conditions.addAll(named(bridges.plain(all)));
        conditions.addAll(marks(all, over));
        return conditions;
    }

    private List<Condition> ownConditions() {
        List<Condition> conditions = new ArrayList<>();
        part.binding().where().ifPresent(where -> conditions.add(new Condition.Rows(new Value(MAIN, where))));
        within().ifPresent(conditions::add);
        return conditions;
    }

    /** Of each bridge that some filters are about, whether one row behind it fulfils all of these. */
    private List<Condition> marks(List<Filter> filters, BridgesOfScan over) {
        List<Condition> marks = new ArrayList<>();
        bridges.behind(filters)
                .forEach((bridge, about) ->
                        marks.add(over.mark(bridge, named(about), about.stream().allMatch(this::holdsForNothing))));
        return marks;
    }

    private boolean holdsForNothing(Filter filter) {
        return Boolean.TRUE.equals(filter.condition().compute(name -> null, question.zone()));
    }

    private Optional<Condition> within() {
        Instant from = part.span().start();
        Instant to = part.span().end();
        if (from == null && to == null) {
            return Optional.empty();
        }
        Value time = time();
        boolean date = type(time).filter(SqlType.DATE::equals).isPresent();
        return Optional.of(
                date ? new Condition.Days(time, firstDay(from), firstDay(to)) : new Condition.Within(time, from, to));
    }

    /** The first day that begins at or after an instant. */
    private @Nullable LocalDate firstDay(@Nullable Instant instant) {
        if (instant == null) {
            return null;
        }
        ZoneId zone = part.binding().rollup().map(Rollup::zone).orElse(question.zone());
        LocalDate day = instant.atZone(zone).toLocalDate();
        return day.atStartOfDay(zone).toInstant().isBefore(instant) ? day.plusDays(1) : day;
    }

    private Optional<SqlType> type(Value value) {
        Relation relation = found(relations.get(value.alias()));
        return value.expression().names().stream()
                .filter(name -> value.expression().isName())
                .map(name -> relation.physical().getOrDefault(name, name))
                .flatMap(name -> relation.columns().stream()
                        .filter(column -> column.name().equals(name))
                        .map(SqlColumn::type))
                .findFirst();
    }

    private List<Condition> named(List<Filter> filters) {
        List<Condition> conditions = new ArrayList<>();
        for (Filter filter : filters) {
            Map<String, Operand> names = new HashMap<>();
            filter.condition().names().forEach(name -> names.put(name, operand(name)));
            conditions.add(new Condition.Named(filter.condition(), names, question.zone()));
        }
        return conditions;
    }

    private Value time() {
        return timeValue().orElseThrow(() -> new Lacking("a time dimension " + group.timeDimension()));
    }

    private Optional<Value> timeValue() {
        return group.model().dimension(group.timeDimension()).map(time -> new Value(MAIN, time.expression()));
    }

    /** The physical time column, when it is a plain column. */
    Optional<String> timeColumn() {
        return timeValue()
                .map(Value::expression)
                .filter(SqlExpression::isName)
                .flatMap(expression -> expression.names().stream().findFirst())
                .map(name -> main().physical().getOrDefault(name, name));
    }

    List<TableState> joinedTables() {
        return List.copyOf(joined);
    }

    private Operand operand(String name) {
        DimensionPath path = path(name);
        return operand(path, alias(path));
    }

    private DimensionPath path(String name) {
        MeasureUse use = group.leaves().getFirst().use();
        DimensionPath path =
                question.catalog().resolve(use, name).orElseThrow(() -> new Lacking("the dimension " + name));
        if (path.isTold()) {
            throw new ProblemException(CatalogProblem.UNTOLD_TIME, name, "cannot be checked by a store.");
        }
        Map<String, SemanticModel> before = new LinkedHashMap<>(Map.of(MAIN, group.model()));
        String left = MAIN;
        List<JoinedRelation> here = joins;
        for (Join join : path.joins()) {
            String alias = alias(left, join);
            if (!relations.containsKey(alias) && !join.multiplies()) {
                addJoin(here, left, alias, join, before);
            }
            if (join.multiplies()) {
                String from = left;
                here = bridges.at(alias, () -> bridge(from, alias, join)).behind();
            }
            before.put(alias, join.to());
            left = alias;
        }
        return path;
    }

    private static String alias(DimensionPath path) {
        String alias = MAIN;
        for (Join join : path.joins()) {
            alias = alias(alias, join);
        }
        return alias;
    }

    static String alias(String left, Join join) {
        return left + "_" + join.foreign().name() + "." + join.to().name();
    }

    private CrossedBridge bridge(String left, String alias, Join join) {
        Relation relation = joinable(alias, join.to());
        CrossedBridge bridge = new CrossedBridge(
                join.bridge().orElseThrow(),
                relation,
                new Value(left, join.foreign().expression()),
                new Value(alias, join.key().expression()),
                join.to().binding(part.store().name().word()).flatMap(Binding::where));
        bridge.weight().flatMap(this::type).filter(type -> !isNumeric(type)).ifPresent(type -> {
            throw new Lacking("numbers to weigh by in " + relation.table());
        });
        return bridge;
    }

    private static boolean isNumeric(SqlType type) {
        return switch (type.kind()) {
            case INTEGER, LONG, DECIMAL, DOUBLE -> true;
            case STRING, BOOLEAN, TIMESTAMP, DATE -> false;
        };
    }

    private Relation joinable(String alias, SemanticModel model) {
        if (pinot()) {
            throw new Lacking("a way to join " + model.name());
        }
        Relation relation = bound(alias, model);
        relations.put(alias, relation);
        return relation;
    }

    /**
     * @param here those it is added to
     * @param before the models on the way so far, by alias
     */
    private void addJoin(
            List<JoinedRelation> here, String left, String alias, Join join, Map<String, SemanticModel> before) {
        Relation relation = joinable(alias, join.to());
        here.add(new JoinedRelation(
                relation,
                new Value(left, join.foreign().expression()),
                new Value(alias, join.key().expression()),
                validity(alias, join.to()),
                partitions(alias, join.to(), before),
                group.reading().whole()));
    }

    /** Tables in partitions are joined within a partition: with the nearest table on the way that has one of the same name. */
    private List<MetricScan.Partition> partitions(
            String alias, SemanticModel model, Map<String, SemanticModel> before) {
        List<MetricScan.Partition> partitions = new ArrayList<>();
        for (Dimension right : model.dimensions()) {
            List<MetricScan.Partition> same = new ArrayList<>();
            before.forEach((left, other) -> other.dimension(right.name())
                    .filter(dimension -> dimension.partition() && right.partition())
                    .ifPresent(dimension ->
                            same.add(new MetricScan.Partition(moment(left, dimension), moment(alias, right)))));
            same.reversed().stream().findFirst().ifPresent(partitions::add);
        }
        return partitions;
    }

    private Operand moment(String alias, Dimension dimension) {
        return new Operand(
                new Value(alias, dimension.expression()),
                dimension.grain().map(grain -> new Bucket(grain, question.zone())));
    }

    private Relation bound(String alias, SemanticModel model) {
        Binding binding = model.binding(part.store().name().word())
                .orElseThrow(() -> new Lacking("the semantic model " + model.name()));
        TableState state = part.states().of(part.store(), binding.table());
        joined.add(state);
        return relation(alias, model, binding, state);
    }

    /** Of a model with versions the one that held at the metric's time. */
    private Optional<Validity> validity(String alias, SemanticModel model) {
        return model.validity(Dimension.Validity.START)
                .flatMap(start -> model.validity(Dimension.Validity.END)
                        .map(end -> new Validity(
                                time(), new Value(alias, start.expression()), new Value(alias, end.expression()))));
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

    static SqlColumn column(Column column) {
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
        group.reading()
                .where()
                .forEach(filter -> names.addAll(filter.condition().names()));
        group.leaves()
                .forEach(leaf -> filters(leaf)
                        .forEach(filter -> names.addAll(filter.condition().names())));
        return names;
    }

    private Optional<String> missingColumn() {
        List<Value> values = new ArrayList<>();
        timeValue().ifPresent(values::add);
        group.reading().keys().forEach(name -> values.add(operand(name).value()));
        conditionNames().forEach(name -> values.add(operand(name).value()));
        group.leaves().forEach(leaf -> values.add(value(leaf)));
        if (rollup.isPresent()) {
            group.leaves()
                    .forEach(leaf ->
                            values.add(new Value(MAIN, summed(leaf).sum().rows())));
        }
        part.binding().where().ifPresent(where -> values.add(new Value(MAIN, where)));
        values.addAll(bridges.values());
        List<JoinedRelation> all = new ArrayList<>(joins);
        all.addAll(bridges.joins());
        for (JoinedRelation join : all) {
            values.addAll(List.of(join.left(), join.right()));
            join.partitions().forEach(partition -> {
                values.add(partition.left().value());
                values.add(partition.right().value());
            });
        }
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

    /** The rows that follow: a second table, or the same once more, with its own conditions. */
    private final class Followed {
        private final Leaf leaf;
        private final Leaf.Following following;

        Followed(Leaf leaf) {
            this.leaf = leaf;
            this.following = leaf.following().orElseThrow();
            Relation relation = bound(FOLLOWING, following.use().model());
            relations.put(FOLLOWING, relation);
            for (Filter filter : following.filters()) {
                filter.condition().names().forEach(this::check);
            }
        }

        private DimensionPath check(String name) {
            DimensionPath path = question.catalog()
                    .resolve(following.use(), name)
                    .orElseThrow(() -> new Lacking("the dimension " + name));
            if (!path.joins().isEmpty()) {
                throw new Lacking("a way to filter conversions by " + name + ", which stands in another model");
            }
            return path;
        }

        Selection selection() {
            List<Condition> conditions = new ArrayList<>();
            Binding binding =
                    following.use().model().binding(part.store().name().word()).orElseThrow();
            binding.where().ifPresent(where -> conditions.add(new Condition.Rows(new Value(FOLLOWING, where))));
            for (Filter filter : following.filters()) {
                Map<String, Operand> names = new HashMap<>();
                filter.condition().names().forEach(name -> names.put(name, operand(check(name), FOLLOWING)));
                conditions.add(new Condition.Named(filter.condition(), names, question.zone()));
            }
            List<Pair> same = new ArrayList<>();
            same.add(pair(following.entity(), following.entity()));
            following.constants().forEach(constant -> same.add(pair(constant.base(), constant.converted())));
            return new Selection.Converted(
                    found(relations.get(FOLLOWING)),
                    List.of(),
                    conditions,
                    same,
                    moment(leaf.use(), MAIN),
                    moment(following.use(), FOLLOWING),
                    following.within().map(window -> new Window(window.count(), window.grain())),
                    question.zone());
        }

        private Pair pair(String first, String second) {
            return new Pair(
                    new Value(MAIN, named(leaf.use().model(), first)),
                    new Value(FOLLOWING, named(following.use().model(), second)));
        }

        private SqlExpression named(SemanticModel model, String name) {
            return model.entity(name)
                    .map(Entity::expression)
                    .or(() -> model.dimension(name).map(Dimension::expression))
                    .orElseThrow(() -> new Lacking("the dimension " + name));
        }

        /** Times are compared by the grain in which they are known, whole days by the calendar of the question's zone. */
        private Operand moment(MeasureUse use, String alias) {
            Dimension time =
                    use.model().dimension(use.measure().timeDimension()).orElseThrow();
            Optional<Bucket> bucket = time.grain()
                    .filter(grain -> grain.compareTo(Grain.DAY) >= 0)
                    .map(grain -> new Bucket(grain, question.zone()));
            return new Operand(new Value(alias, time.expression()), bucket);
        }
    }

    private Operand operand(DimensionPath path, String alias) {
        Optional<Bucket> bucket =
                path.time() ? path.bucket().map(grain -> new Bucket(grain, question.zone())) : Optional.empty();
        return new Operand(new Value(alias, path.expression()), bucket);
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
