package dev.tidemark.router;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.problems.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What columns of an answer are called that are not called as they were asked for.
 *
 * @param byName the alias of a metric or group, by its name as the question has it
 */
public record Aliases(@JsonValue Map<String, String> byName) {

    public static final Aliases NONE = new Aliases(Map.of());

    private static final Pattern ALIAS = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_ ]{0,127}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    @SuppressWarnings("ConstantValue") // JSON may say null
    public Aliases(Map<String, String> byName) {
        this.byName = byName == null ? Map.of() : Map.copyOf(byName);
    }

    private String of(String name) {
        return byName.getOrDefault(name, name);
    }

    /**
     * The names of the question that its order means.
     *
     * @throws ProblemException {@link RoutingProblem#BAD_ALIAS} for an alias of nothing that is asked, or that another column has
     */
    List<String> ordered(MetricQuery query) {
        if (byName.isEmpty()) {
            return query.orderBy();
        }
        check(query);
        Map<String, String> names = new TreeMap<>();
        byName.forEach((name, alias) -> names.put(alias, name));
        return query.orderBy().stream()
                .map(order -> order.startsWith("-")
                        ? "-" + names.getOrDefault(order.substring(1), order.substring(1))
                        : names.getOrDefault(order, order))
                .toList();
    }

    private void check(MetricQuery query) {
        List<String> asked = Stream.concat(
                        query.groupBy().stream(), query.metrics().stream().map(MetricName::value))
                .distinct()
                .toList();
        Set<String> columns = new HashSet<>();
        for (String name : asked) {
            if (!columns.add(of(name))) {
                throw bad(of(name), "two columns of the answer would be called so");
            }
        }
        byName.forEach((name, alias) -> {
            if (!asked.contains(name)) {
                throw bad(alias, name + " is not asked for");
            }
            if (!ALIAS.matcher(alias).matches()) {
                throw bad(alias, "it is not made of letters, digits, spaces and _ alone, or begins with a digit");
            }
        });
    }

    private static ProblemException bad(String alias, String why) {
        return new ProblemException(RoutingProblem.BAD_ALIAS, alias, why).withFault("/aliases", why);
    }

    /**
     * Columns as their asker calls them.
     *
     * @param columns one for each group of the question, then those of its metrics
     */
    public List<AnswerColumn> called(MetricQuery query, List<AnswerColumn> columns) {
        if (byName.isEmpty()) {
            return columns;
        }
        List<AnswerColumn> called = new ArrayList<>();
        for (AnswerColumn column : columns) {
            int place = called.size();
            String name = place < query.groupBy().size()
                    ? byName.getOrDefault(query.groupBy().get(place), column.name())
                    : metric(query, column.name());
            called.add(new AnswerColumn(name, column.type(), column.unit()));
        }
        return List.copyOf(called);
    }

    /** A comparison's columns are called by the metric with what they say of it. */
    private String metric(MetricQuery query, String column) {
        return query.metrics().stream()
                .map(MetricName::value)
                .filter(name -> column.equals(name) || column.startsWith(name + "__"))
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .map(name -> of(name) + column.substring(name.length()))
                .orElse(column);
    }
}
