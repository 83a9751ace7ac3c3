package dev.tidemark.router.internal;

import dev.tidemark.catalog.Aggregation;
import dev.tidemark.router.AnswerColumn;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of an answer from merged leaves: metrics computed, ordered, cut to the limit. */
final class Table {

    private final Question question;
    private final List<SqlType> keyTypes;
    private final Map<Leaf, SqlType> leafTypes = new HashMap<>();
    private final Map<List<@Nullable Object>, Map<Leaf, Partial>> groups = new LinkedHashMap<>();

    Table(Question question, List<Ran> all) {
        this.question = question;
        this.keyTypes = all.getFirst().keyTypes();
        for (Ran ran : all) {
            leafTypes.putAll(ran.leafTypes());
            ran.groups()
                    .forEach((key, leaves) ->
                            groups.computeIfAbsent(key, any -> new HashMap<>()).putAll(leaves));
        }
    }

    List<AnswerColumn> columns() {
        List<AnswerColumn> columns = new ArrayList<>();
        for (int i = 0; i < keyTypes.size(); i++) {
            columns.add(new AnswerColumn(question.query().groupBy().get(i), type(keyTypes.get(i)), null));
        }
        for (Question.Output output : question.outputs()) {
            columns.add(new AnswerColumn(
                    output.metric().name().value(),
                    type(output.formula()),
                    output.metric().unit().orElse(null)));
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
            Aggregation aggregation = of.leaf().use().measure().aggregation();
            boolean counts = aggregation == Aggregation.COUNT || aggregation == Aggregation.COUNT_DISTINCT;
            AnswerColumn.Type type =
                    counts ? AnswerColumn.Type.LONG : type(leafTypes.getOrDefault(of.leaf(), SqlType.LONG));
            return aggregation == Aggregation.AVERAGE && type == AnswerColumn.Type.LONG
                    ? AnswerColumn.Type.DECIMAL
                    : type;
        }
        boolean inexact = formula.leaves()
                .anyMatch(leaf -> leafTypes.getOrDefault(leaf, SqlType.LONG).equals(SqlType.DOUBLE));
        return inexact ? AnswerColumn.Type.DOUBLE : AnswerColumn.Type.DECIMAL;
    }

    @SuppressWarnings("NullAway") // type annotations inside generics are lost between modules
    List<List<@Nullable Object>> rows() {
        List<AnswerColumn> columns = columns();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        groups.forEach((key, leaves) -> rows.add(row(key, leaves, columns)));
        rows.sort(order(columns));
        Integer limit = question.query().limit();
        List<List<@Nullable Object>> cut = limit == null || rows.size() <= limit ? rows : rows.subList(0, limit);
        return cut.stream().map(this::shown).toList();
    }

    private List<@Nullable Object> row(
            List<@Nullable Object> key, Map<Leaf, Partial> leaves, List<AnswerColumn> columns) {
        List<@Nullable Object> row = new ArrayList<>(key);
        for (Question.Output output : question.outputs()) {
            Object value = value(output.formula(), leaves);
            row.add(typed(value, columns.get(row.size())));
        }
        return row;
    }

    private static @Nullable Object value(Formula formula, Map<Leaf, Partial> leaves) {
        return switch (formula) {
            case Formula.Of of -> {
                Partial partial = leaves.get(of.leaf());
                Object value = partial == null ? null : partial.value();
                yield value == null ? of.fillNullsWith().map(Object.class::cast).orElse(null) : value;
            }
            case Formula.Quotient quotient -> {
                Number numerator = number(value(quotient.numerator(), leaves));
                Number denominator = number(value(quotient.denominator(), leaves));
                yield numerator == null || denominator == null ? null : Arithmetic.divide(numerator, denominator);
            }
            case Formula.Computed computed ->
                computed.expression().compute(name -> {
                    Formula input = computed.inputs().get(name);
                    return input == null ? null : number(value(input, leaves));
                });
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
    private static int compare(@Nullable Object a, @Nullable Object b, boolean descending) {
        if (a == null || b == null) {
            return a == null ? (b == null ? 0 : 1) : -1;
        }
        int ascending = a instanceof Number x && b instanceof Number y && x.getClass() != y.getClass()
                ? Arithmetic.exact(x).compareTo(Arithmetic.exact(y))
                : ((Comparable<Object>) a).compareTo(b);
        return descending ? -ascending : ascending;
    }

    /** Instants are shown with the offset of the question's zone. */
    private List<@Nullable Object> shown(List<@Nullable Object> row) {
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
