package dev.tidemark.router.internal;

import dev.tidemark.catalog.Aggregation;
import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.MetricDefinition.Cumulative.Period;
import dev.tidemark.router.AnswerColumn;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.internal.Question.Content;
import dev.tidemark.sql.Arithmetic;
import dev.tidemark.sql.SqlType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rows of an answer from merged leaves: metrics computed, ordered, cut to the limit. */
final class Table {

    private final Question question;
    private final List<SqlType> keyTypes;
    private final Map<Leaf, SqlType> leafTypes = new HashMap<>();
    private final Map<List<@Nullable Object>, Map<Series, Object>> groups = new LinkedHashMap<>();
    private final Map<List<@Nullable Object>, Long> copies = new HashMap<>();
    private @Nullable List<AnswerColumn> columns;

    /**
     * @param plans of all series
     * @param lookups what filters ask about other metrics, by reference
     */
    Table(Question question, Map<Series, SeriesPlan> plans, List<Ran> all, Map<String, Lookup> lookups, Spines spines) {
        this.question = question;
        this.keyTypes = keyTypes(all, spines);
        all.forEach(ran -> leafTypes.putAll(ran.leafTypes()));
        plans.forEach((series, plan) -> {
            Ran ran = all.stream()
                    .filter(found -> found.decision().group().reading().equals(plan.reading())
                            && found.decision().group().leaves().contains(series.leaf()))
                    .findFirst()
                    .orElseThrow();
            Map<List<@Nullable Object>, Object> values =
                    new Turning(question, plan, lookups, spines).values(ran.groups());
            values.forEach((key, value) ->
                    groups.computeIfAbsent(key, any -> new HashMap<>()).put(series, value));
        });
        if (question.asksForValues()) {
            Series counted = question.series().getFirst();
            groups.values().removeIf(values -> Objects.equals(values.get(counted), 0L));
        } else if (question.query().groupBy().isEmpty()) {
            Map<Series, Object> only = groups.computeIfAbsent(List.of(), any -> new HashMap<>());
            plans.keySet()
                    .forEach(series -> only.putIfAbsent(
                            series, Decoder.nothing(series.leaf(), false).value()));
        }
        plans.values().stream()
                .filter(plan -> plan.series().everyBucket() && !(spines.rule() && plan.hasTotals()))
                .forEach(plan -> everyBucket(plan.series(), spines));
    }

    /**
     * Rows of values alone.
     *
     * @param copies how many rows there are of each
     */
    Table(Question question, List<SqlType> keyTypes, Map<List<@Nullable Object>, Long> copies) {
        this.question = question;
        this.keyTypes = keyTypes;
        copies.keySet().forEach(row -> groups.put(row, Map.of()));
        if (question.query().values() == MetricQuery.Values.EVERY) {
            this.copies.putAll(copies);
        }
    }

    List<String> groupBy() {
        return question.query().groupBy();
    }

    List<SqlType> keyTypes() {
        return keyTypes;
    }

    /** The groups that rows of the model itself are in. */
    @SuppressWarnings("NullAway") // lambdas over generics lose what may be absent
    List<Combination.Counted> ownGroups() {
        return groups.keySet().stream()
                .map(key -> new Combination.Counted(key, own(key)))
                .filter(row -> row.copies() > 0)
                .toList();
    }

    /** The groups that rows are in which are only of a joined model. */
    @SuppressWarnings("NullAway") // lambdas over generics lose what may be absent
    List<Combination.Counted> joinedGroups() {
        return groups.keySet().stream()
                .map(key -> new Combination.Counted(key, all(key) - own(key)))
                .filter(row -> row.copies() > 0)
                .toList();
    }

    private long own(List<@Nullable Object> key) {
        return question.content() instanceof Content.Values values
                        && values.own().isPresent()
                ? count(key, values.own().get())
                : all(key);
    }

    private long all(List<@Nullable Object> key) {
        return count(key, question.series().getFirst());
    }

    private long count(List<@Nullable Object> key, Series counted) {
        return groups.getOrDefault(key, Map.of()).get(counted) instanceof Number number ? number.longValue() : 0;
    }

    boolean isConstrained() {
        return question.isConstrained();
    }

    private List<SqlType> keyTypes(List<Ran> all, Spines spines) {
        Leaf leaf = question.series().getFirst().leaf();
        return question.query().groupBy().stream()
                .map(name -> keyType(question.path(leaf, name), all, spines))
                .toList();
    }

    /** Times are shown as such, whatever an engine keeps them in. */
    private static SqlType keyType(DimensionPath path, List<Ran> all, Spines spines) {
        if (path.part().isPresent()) {
            return SqlType.LONG;
        }
        if (path.time()) {
            return path.custom().map(spines::type).orElse(SqlType.TIMESTAMP);
        }
        return all.stream()
                .flatMap(ran -> ran.keyType(path.name()).stream())
                .findFirst()
                .orElse(SqlType.STRING);
    }

    private void everyBucket(Series series, Spines spines) {
        List<List<@Nullable Object>> own = groups.entrySet().stream()
                .filter(row -> row.getValue().containsKey(series))
                .map(Map.Entry::getKey)
                .toList();
        new EveryBucket(question, series, spines)
                .missing(own, groups.keySet())
                .forEach(key -> groups.computeIfAbsent(key, any -> new HashMap<>()));
    }

    /** The values of the only metric, for filters of other questions. */
    Lookup lookup() {
        Map<List<@Nullable Object>, Object> values = new HashMap<>();
        Formula formula = question.outputs().getFirst().formula();
        groups.forEach((key, series) -> values.put(key, value(formula, new Row(series::get, series::containsKey))));
        return new Lookup(values);
    }

    List<AnswerColumn> columns() {
        List<AnswerColumn> known = columns;
        if (known == null) {
            known = List.copyOf(newColumns());
            columns = known;
        }
        return known;
    }

    private List<AnswerColumn> newColumns() {
        List<AnswerColumn> columns = new ArrayList<>();
        for (int i = 0; i < keyTypes.size(); i++) {
            String name = question.query().groupBy().get(i);
            AnswerColumn.Type type = question.masks().isHashed(name) ? AnswerColumn.Type.STRING : type(keyTypes.get(i));
            columns.add(new AnswerColumn(name, type, null));
        }
        for (Question.Output output : question.outputs()) {
            columns.add(new AnswerColumn(
                    output.name(),
                    type(output.formula()),
                    output.name().endsWith(Comparison.RATIO)
                            ? null
                            : output.metric().unit().orElse(null)));
        }
        return columns;
    }

    private static AnswerColumn.Type type(SqlType type) {
        return switch (type.kind()) {
            case STRING -> AnswerColumn.Type.STRING;
            case INTEGER, LONG -> AnswerColumn.Type.LONG;
            case DECIMAL -> AnswerColumn.Type.DECIMAL;
            case DOUBLE -> AnswerColumn.Type.DOUBLE;
            case BOOLEAN -> AnswerColumn.Type.BOOLEAN;
            case TIMESTAMP -> AnswerColumn.Type.TIMESTAMP;
            case DATE -> AnswerColumn.Type.DATE;
        };
    }

    private AnswerColumn.Type type(Formula formula) {
        if (formula instanceof Formula.Of of) {
            Leaf leaf = of.series().leaf();
            Aggregation aggregation = leaf.measured().aggregation();
            AnswerColumn.Type type = type(leafTypes.getOrDefault(leaf, SqlType.LONG));
            boolean divided = aggregation == Aggregation.AVERAGE
                    || aggregation == Aggregation.MEDIAN
                    || aggregation == Aggregation.PERCENTILE
                    || of.series().turn() instanceof Turn.Accumulated turn && turn.period() == Period.AVERAGE;
            return divided && type == AnswerColumn.Type.LONG ? AnswerColumn.Type.DECIMAL : type;
        }
        boolean inexact = formula.all()
                .anyMatch(series ->
                        leafTypes.getOrDefault(series.leaf(), SqlType.LONG).equals(SqlType.DOUBLE));
        return inexact ? AnswerColumn.Type.DOUBLE : AnswerColumn.Type.DECIMAL;
    }

    @SuppressWarnings("NullAway") // type annotations inside generics are lost between modules
    List<List<@Nullable Object>> rows() {
        List<AnswerColumn> columns = columns();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        groups.forEach((key, series) -> rows.addAll(
                Collections.nCopies(copiesOf(key), row(key, new Row(series::get, series::containsKey), columns))));
        rows.sort(order(columns));
        Integer limit = question.query().limit();
        List<List<@Nullable Object>> cut = limit == null || rows.size() <= limit ? rows : rows.subList(0, limit);
        return cut.stream().map(this::shown).toList();
    }

    private int copiesOf(List<@Nullable Object> key) {
        return Math.toIntExact(copies.getOrDefault(key, 1L));
    }

    /**
     * One row, not yet as it is shown.
     *
     * @param has whether a series has the group, be its value absent
     */
    List<@Nullable Object> row(
            List<@Nullable Object> key, Function<Series, @Nullable Object> series, Predicate<Series> has) {
        return row(key, new Row(series, has), columns());
    }

    /**
     * What series say of one group.
     *
     * @param has whether a series has the group, be its value absent
     */
    private record Row(Function<Series, @Nullable Object> value, Predicate<Series> has) {}

    private List<@Nullable Object> row(List<@Nullable Object> key, Row series, List<AnswerColumn> columns) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            row.add(question.masks().shown(question.query().groupBy().get(i), key.get(i)));
        }
        for (Question.Output output : question.outputs()) {
            row.add(typed(value(output.formula(), series), columns.get(row.size())));
        }
        return row;
    }

    /**
     * Whether a metric has the group itself. To MetricFlow one that is computed from others has nothing in groups that none of those has, whatever stands
     * for absent values of theirs.
     */
    private boolean isOwn(Formula formula, Row row) {
        boolean computed = !(formula instanceof Formula.Of of)
                || of.series().leaf().following().isPresent();
        return !computed
                || !question.catalog().hasTimeSpines()
                || formula.all()
                        .anyMatch(series -> series.everyBucket() || row.has().test(series));
    }

    private @Nullable Object value(Formula formula, Row values) {
        if (!isOwn(formula, values)) {
            return null;
        }
        return switch (formula) {
            case Formula.Of of -> {
                Object value = values.value().apply(of.series());
                yield value == null ? of.series().fill().map(Object.class::cast).orElse(null) : value;
            }
            case Formula.Quotient quotient -> {
                Number numerator = number(value(quotient.numerator(), values));
                Number denominator = number(value(quotient.denominator(), values));
                yield numerator == null || denominator == null ? null : Arithmetic.divide(numerator, denominator);
            }
            case Formula.Computed computed ->
                computed.expression()
                        .compute(
                                name -> {
                                    Formula input = computed.inputs().get(name);
                                    return input == null ? null : value(input, values);
                                },
                                question.zone());
        };
    }

    private static @Nullable Number number(@Nullable Object value) {
        return value instanceof Number number ? number : null;
    }

    private static @Nullable Object typed(@Nullable Object value, AnswerColumn column) {
        if (!(value instanceof Number number)) {
            return value;
        }
        return switch (column.type()) {
            case DECIMAL -> tidy(Arithmetic.exact(number), column);
            case DOUBLE -> number.doubleValue();
            default -> value;
        };
    }

    /** No more digits than there are, and no fewer than the currency has. */
    private static BigDecimal tidy(BigDecimal value, AnswerColumn column) {
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() < digits(column) ? plain.setScale(digits(column)) : plain;
    }

    private static int digits(AnswerColumn column) {
        try {
            return Optional.ofNullable(column.unit())
                    .filter(unit -> unit.length() == 3)
                    .map(unit -> Currency.getInstance(unit).getDefaultFractionDigits())
                    .orElse(0);
        } catch (IllegalArgumentException e) {
            return 0; // a unit of three letters that is no currency
        }
    }

    /** The order of rows, before they are as they are shown. */
    Comparator<List<@Nullable Object>> order() {
        return order(columns());
    }

    private Comparator<List<@Nullable Object>> order(List<AnswerColumn> columns) {
        List<String> names = columns.stream().map(AnswerColumn::name).toList();
        List<String> wanted = new ArrayList<>(question.query().orderBy());
        wanted.addAll(question.query().groupBy());
        Comparator<List<@Nullable Object>> order = (_, _) -> 0;
        for (String name : wanted) {
            boolean descending = name.startsWith("-");
            int index = names.indexOf(descending ? name.substring(1) : name);
            order = order.thenComparing((a, b) -> compare(a.get(index), b.get(index), descending));
        }
        return order;
    }

    /** Absent values come last, whichever way. */
    @SuppressWarnings("unchecked")
    static int compare(@Nullable Object a, @Nullable Object b, boolean descending) {
        if (a == null || b == null) {
            return a == null ? (b == null ? 0 : 1) : -1;
        }
        int ascending = a instanceof Number x && b instanceof Number y && x.getClass() != y.getClass()
                ? Arithmetic.exact(x).compareTo(Arithmetic.exact(y))
                : ((Comparable<Object>) a).compareTo(b);
        return descending ? -ascending : ascending;
    }

    /** Instants are shown with the offset of the question's zone. */
    List<@Nullable Object> shown(List<@Nullable Object> row) {
        List<@Nullable Object> shown = new ArrayList<>();
        for (Object value : row) {
            shown.add(
                    value instanceof Instant instant
                            ? instant.atZone(question.zone()).toOffsetDateTime()
                            : value);
        }
        return Collections.unmodifiableList(shown);
    }
}
