package dev.tidemark.router.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.router.RouterSettings;
import dev.tidemark.sql.MetricScan;
import dev.tidemark.sql.MetricScan.Aggregate;
import dev.tidemark.sql.MetricScan.Condition;
import dev.tidemark.sql.MetricScan.Function;
import dev.tidemark.sql.MetricScan.Key;
import dev.tidemark.sql.MetricScan.Operand;
import dev.tidemark.sql.MetricScan.Selection;
import dev.tidemark.sql.MetricScan.Value;
import dev.tidemark.sql.SqlExpression;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes what one part has to compute as scans of its table and of the tables joined to it. */
final class Scans {

    private static final Aggregate ROWS = new Aggregate("n", Function.ROWS, Optional.empty());

    private final ModelGroup group;
    private final Part part;
    private final RouterSettings limits;
    private final PartTables tables;
    private final Computation computation;
    private final ScanConditions conditions;
    private final Optional<FollowingRows> following;

    /**
     * @throws Lacking when the part's store cannot know what is asked
     */
    Scans(Question question, ModelGroup group, Part part, RouterSettings limits) {
        this.group = group;
        this.part = part;
        this.limits = limits;
        this.tables = new PartTables(question, group, part);
        this.computation = new Computation(question, group, part);
        this.conditions = new ScanConditions(question, group, part, tables);
        group.reading().keys().forEach(tables::path);
        conditionNames().forEach(tables::path);
        if (group.followsRows() && tables.pinot()) {
            throw new Lacking("joins, which a conversion needs");
        }
        this.following = group.leaves().stream()
                .filter(leaf -> leaf.following().isPresent())
                .findFirst()
                .map(leaf -> new FollowingRows(question, part, tables, leaf));
    }

    /** The first thing this part's tables lack, in words; empty when they can answer. */
    static Optional<String> missing(Question question, ModelGroup group, Part part) {
        try {
            return new Scans(question, group, part, RouterSettings.DEFAULT).missingColumn();
        } catch (Lacking e) {
            return Optional.of(e.reason());
        }
    }

    /** The tables a part reads: its own, and those joined to it. */
    static List<TableName> tables(Question question, ModelGroup group, Part part) {
        List<TableName> tables = new ArrayList<>(List.of(part.state().table()));
        new Scans(question, group, part, RouterSettings.DEFAULT)
                .joinedTables()
                .forEach(state -> tables.add(state.table()));
        return List.copyOf(tables);
    }

    /** One scan for each set of filters; leaves that need rows of their own get one each. */
    List<PlannedScan> all(boolean mergeable) {
        Map<ScanKind, List<Leaf>> kinds = new LinkedHashMap<>();
        for (Leaf leaf : group.leaves()) {
            kinds.computeIfAbsent(computation.kind(leaf, mergeable), kind -> new ArrayList<>())
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
        Condition arrived =
                new Condition.Within(new Value(PartTables.MAIN, SqlExpression.name(arrivalColumn)), tide, null);
        return List.of(counting(List.of(arrived)));
    }

    /** Counts the rows behind the answer, when its scans would count some of them more than once. */
    Optional<PlannedScan> rows() {
        boolean overlapping =
                group.leaves().stream().map(Leaf::filters).distinct().count() > 1;
        if (!overlapping && tables.bridges().isEmpty()
                || computation.fromRollup()) { // a rollup has no single rows to count
            return Optional.empty();
        }
        return Optional.of(counting(List.of()));
    }

    /** Each row once, in whatever groups it is. */
    private PlannedScan counting(List<Condition> more) {
        BridgesOfScan over = new BridgesOfScan();
        List<Condition> all = conditions.own();
        all.addAll(conditions.asked());
        all.addAll(more);
        List<List<Condition>> sets = group.leaves().stream()
                .map(Leaf::filters)
                .distinct()
                .map(filters -> conditions.fulfilled(filters, over))
                .toList();
        if (sets.stream().noneMatch(List::isEmpty)) {
            all.add(new Condition.AnyOf(sets));
        }
        MetricScan scan = new MetricScan(
                tables.main(), tables.joins(), over.relations(), List.of(), List.of(ROWS), all, new Selection.All(), 2);
        return new PlannedScan(scan, List.of(), List.of(), false);
    }

    private PlannedScan distinct(Leaf leaf) {
        BridgesOfScan over = new BridgesOfScan();
        List<Key> keys = new ArrayList<>(keys(over));
        keys.add(new Key("v", computation.value(leaf), Optional.empty()));
        List<Condition> all = conditions.of(leaf.filters(), over);
        MetricScan scan = new MetricScan(
                tables.main(),
                tables.joins(),
                over.relations(),
                keys,
                List.of(ROWS),
                all,
                selection(leaf),
                limits.maxDistinctValues() + 1);
        return new PlannedScan(scan, List.of(new PlannedScan.Slot(leaf, List.of(), false)), leaf.filters(), true);
    }

    /** Which rows count. Where the edge is found afterwards, a store gives every time, as does Pinot, which has no windows. */
    private Selection selection(Leaf leaf) {
        if (leaf.following().isPresent()) {
            return following.orElseThrow().selection();
        }
        return group.reading()
                .edge()
                .filter(edge -> !edge.afterwards() && !tables.pinot())
                .<Selection>map(edge -> new Selection.Edge(
                        key("e", edge.time()),
                        edge.last(),
                        edge.partition().stream().map(name -> key("p", name)).toList()))
                .orElseGet(Selection.All::new);
    }

    private PlannedScan aggregate(ScanKind kind, List<Leaf> leaves) {
        List<Filter> filters = leaves.getFirst().filters();
        BridgesOfScan over = new BridgesOfScan();
        List<Key> keys = keys(over);
        List<Condition> all = conditions.of(computation.filters(leaves.getFirst()), over);
        List<String> shares = over.shares();
        boolean present = kind instanceof ScanKind.Present && following.isEmpty();
        if (present) {
            all.add(new Condition.Present(computation.value(leaves.getFirst())));
        }
        List<Aggregate> aggregates = new ArrayList<>(List.of(rowsBehind(kind)));
        List<PlannedScan.Slot> slots = new ArrayList<>();
        for (Leaf leaf : leaves) {
            List<Integer> positions = new ArrayList<>();
            for (Function function : computation.functions(leaf)) {
                positions.add(group.reading().keys().size() + aggregates.size());
                Optional<Value> value =
                        function == Function.ROWS ? Optional.empty() : Optional.of(computation.value(leaf));
                aggregates.add(new Aggregate("a" + aggregates.size(), function, value, shares));
            }
            slots.add(new PlannedScan.Slot(leaf, positions, !shares.isEmpty()));
        }
        MetricScan scan = new MetricScan(
                tables.main(),
                tables.joins(),
                over.relations(),
                keys,
                aggregates,
                all,
                selection(leaves.getFirst()),
                limits.maxRows() + 1);
        return new PlannedScan(scan, slots, filters, false);
    }

    /** How many of the model's rows are in a group. */
    private static Aggregate rowsBehind(ScanKind kind) {
        return kind instanceof ScanKind.Summed summed
                ? new Aggregate(ROWS.label(), Function.SUM, Optional.of(new Value(PartTables.MAIN, summed.rows())))
                : ROWS;
    }

    private List<Key> keys(BridgesOfScan over) {
        List<Key> keys = new ArrayList<>();
        for (String name : group.reading().keys()) {
            String label = "k" + keys.size();
            keys.add(tables.bridges()
                    .of(tables.path(name))
                    .map(bridge -> over.key(label, bridge, tables.operand(name)))
                    .orElseGet(() -> key(label, name)));
        }
        return keys;
    }

    private Key key(String label, String name) {
        Operand operand = tables.operand(name);
        return new Key(label, operand.value(), operand.bucket());
    }

    /** The physical time column, when it is a plain column. */
    Optional<String> timeColumn() {
        return tables.timeValue()
                .map(Value::expression)
                .filter(SqlExpression::isName)
                .flatMap(expression -> expression.names().stream().findFirst())
                .map(name -> tables.main().physical().getOrDefault(name, name));
    }

    List<TableState> joinedTables() {
        return tables.joined();
    }

    private Set<String> conditionNames() {
        Set<String> names = new LinkedHashSet<>();
        group.reading()
                .where()
                .forEach(filter -> names.addAll(filter.condition().names()));
        group.leaves()
                .forEach(leaf -> computation
                        .filters(leaf)
                        .forEach(filter -> names.addAll(filter.condition().names())));
        return names;
    }

    private Optional<String> missingColumn() {
        List<Value> values = new ArrayList<>();
        tables.timeValue().ifPresent(values::add);
        group.reading().keys().forEach(name -> values.add(tables.operand(name).value()));
        conditionNames().forEach(name -> values.add(tables.operand(name).value()));
        group.leaves().forEach(leaf -> values.add(computation.value(leaf)));
        group.leaves().stream().flatMap(leaf -> computation.rows(leaf).stream()).forEach(values::add);
        part.binding().where().ifPresent(where -> values.add(new Value(PartTables.MAIN, where)));
        return tables.missing(values);
    }
}
