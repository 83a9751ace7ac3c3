package dev.tidemark.router.internal;

import dev.tidemark.catalog.Binding;
import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Join;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.MetricScan;
import dev.tidemark.sql.MetricScan.Bucket;
import dev.tidemark.sql.MetricScan.JoinedRelation;
import dev.tidemark.sql.MetricScan.Operand;
import dev.tidemark.sql.MetricScan.Relation;
import dev.tidemark.sql.MetricScan.Validity;
import dev.tidemark.sql.MetricScan.Value;
import dev.tidemark.sql.SqlColumn;
import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.sql.SqlType;
import dev.tidemark.stores.TableState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables that one part reads: its own, those joined to it, and what the question's names stand for in them. */
final class PartTables {

    /** The alias of the part's own table. */
    static final String MAIN = "m";

    private final Question question;
    private final ModelGroup group;
    private final Part part;
    private final Map<String, Relation> relations = new LinkedHashMap<>();
    private final List<JoinedRelation> joins = new ArrayList<>();
    private final List<TableState> joined = new ArrayList<>();
    private final CrossedBridges bridges = new CrossedBridges(this::path);

    /** Where the first way over a joined table leads next, by that table's alias. */
    private final Map<String, String> onwards = new HashMap<>();

    PartTables(Question question, ModelGroup group, Part part) {
        this.question = question;
        this.group = group;
        this.part = part;
        relations.put(MAIN, Relations.of(MAIN, group.model(), part.binding(), part.state()));
    }

    List<JoinedRelation> joins() {
        return joins;
    }

    /** All that are read beside the part's own. */
    List<TableState> joined() {
        return List.copyOf(joined);
    }

    CrossedBridges bridges() {
        return bridges;
    }

    Relation main() {
        return relation(MAIN);
    }

    Relation relation(String alias) {
        Relation relation = relations.get(alias);
        if (relation == null) {
            throw new IllegalStateException("a relation that was never added");
        }
        return relation;
    }

    boolean pinot() {
        return part.store().flavor() == SqlFlavor.PINOT;
    }

    Value time() {
        return timeValue().orElseThrow(() -> new Lacking("a time dimension " + group.timeDimension()));
    }

    Optional<Value> timeValue() {
        return group.model().dimension(group.timeDimension()).map(time -> new Value(MAIN, time.expression()));
    }

    Optional<SqlType> type(Value value) {
        Relation relation = relation(value.alias());
        return value.expression().names().stream()
                .filter(name -> value.expression().isName())
                .map(name -> relation.physical().getOrDefault(name, name))
                .flatMap(name -> relation.columns().stream()
                        .filter(column -> column.name().equals(name))
                        .map(SqlColumn::type))
                .findFirst();
    }

    Operand operand(String name) {
        DimensionPath path = path(name);
        List<String> aliases = aliases(path);
        return operand(path, aliases.isEmpty() ? MAIN : aliases.getLast());
    }

    Operand operand(DimensionPath path, String alias) {
        Optional<Bucket> bucket =
                path.time() ? path.bucket().map(grain -> new Bucket(grain, question.zone())) : Optional.empty();
        return new Operand(new Value(alias, path.expression()), bucket);
    }

    /** Joins what the name leads to, if it is not joined yet. */
    DimensionPath path(String name) {
        MeasureUse use = group.leaves().getFirst().use();
        DimensionPath path =
                question.catalog().resolve(use, name).orElseThrow(() -> new Lacking("the dimension " + name));
        if (path.isTold()) {
            throw new ProblemException(CatalogProblem.UNTOLD_TIME, name, "cannot be checked by a store.");
        }
        Map<String, SemanticModel> before = new LinkedHashMap<>(Map.of(MAIN, group.model()));
        String left = MAIN;
        List<JoinedRelation> here = joins;
        Iterator<String> aliases = aliases(path).iterator();
        for (Join join : path.joins()) {
            String alias = aliases.next();
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

    /**
     * One for each step. To MetricFlow two ways that part after a common step are joins of their own, which shows where a key is not unique; so they
     * are where its conventions hold.
     */
    private List<String> aliases(DimensionPath path) {
        boolean apart = question.catalog().hasTimeSpines() && path.crossing().isEmpty();
        List<String> aliases = new ArrayList<>();
        String alias = MAIN;
        for (int i = 0; i < path.joins().size(); i++) {
            alias = alias(alias, path.joins().get(i));
            if (apart && i + 1 < path.joins().size()) {
                String next = alias(alias, path.joins().get(i + 1));
                alias = next.equals(onwards.computeIfAbsent(alias, any -> next)) ? alias : "(" + next + ")";
            }
            aliases.add(alias);
        }
        return aliases;
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
        return add(alias, model);
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

    /** Adds another model's table in the same store. */
    Relation add(String alias, SemanticModel model) {
        Binding binding = model.binding(part.store().name().word())
                .orElseThrow(() -> new Lacking("the semantic model " + model.name()));
        TableState state = part.states().of(part.store(), binding.table());
        joined.add(state);
        Relation relation = Relations.of(alias, model, binding, state);
        relations.put(alias, relation);
        return relation;
    }

    /** Of a model with versions the one that held at the metric's time. */
    private Optional<Validity> validity(String alias, SemanticModel model) {
        return model.validity(Dimension.Validity.START)
                .flatMap(start -> model.validity(Dimension.Validity.END)
                        .map(end -> new Validity(
                                time(), new Value(alias, start.expression()), new Value(alias, end.expression()))));
    }

    /** The first column among what is read that its table does not have, in words. */
    Optional<String> missing(List<Value> read) {
        List<Value> values = new ArrayList<>(read);
        values.addAll(bridges.values());
        Stream.concat(joins.stream(), bridges.joins().stream()).forEach(join -> {
            values.addAll(List.of(join.left(), join.right()));
            join.partitions().forEach(partition -> {
                values.add(partition.left().value());
                values.add(partition.right().value());
            });
        });
        return values.stream().flatMap(this::missing).findFirst();
    }

    private Stream<String> missing(Value value) {
        Relation relation = relation(value.alias());
        return value.expression().names().stream()
                .map(name -> relation.physical().getOrDefault(name, name))
                .filter(physical -> relation.columns().stream()
                        .noneMatch(column -> column.name().equals(physical)))
                .map(physical -> relation.table() + " has no column " + physical);
    }
}
