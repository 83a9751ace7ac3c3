package dev.tidemark.router.policy;

import dev.tidemark.definitions.ColumnPolicy.Treatment;
import dev.tidemark.router.Answer;
import dev.tidemark.router.AnswerColumn;
import dev.tidemark.router.Explanation;
import dev.tidemark.router.MetricQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stands in an answer instead of masked dimensions. A dimension that is shown as one value is not asked for at all and put
 * back afterwards, so that its groups are truly one; a hashed one is asked for, and hashed before rows are ordered and cut.
 */
public final class Masks {

    public static final Masks NONE = new Masks(List.of(), Map.of(), null);

    private final List<String> groupBy;
    private final Map<String, Treatment> treatments;
    private final @Nullable MaskHash hash;

    private Masks(List<String> groupBy, Map<String, Treatment> treatments, @Nullable MaskHash hash) {
        this.groupBy = List.copyOf(groupBy);
        this.treatments = Collections.unmodifiableMap(new TreeMap<>(treatments));
        this.hash = hash;
    }

    /**
     * @param groupBy of the question as asked
     * @param treatments of those that are not shown as they are, by name
     */
    public static Masks of(List<String> groupBy, Map<String, Treatment> treatments, Ruling ruling) {
        return treatments.isEmpty() ? NONE : new Masks(groupBy, treatments, ruling.hash());
    }

    /**
     * Those of several parts of a question.
     *
     * @param groupBy of the whole question
     */
    public static Masks together(List<String> groupBy, List<Masks> parts) {
        Map<String, Treatment> treatments = new TreeMap<>();
        parts.forEach(part -> treatments.putAll(part.treatments));
        return parts.stream()
                .filter(part -> part != NONE)
                .findFirst()
                .map(some -> new Masks(groupBy, treatments, some.hash))
                .orElse(NONE);
    }

    /** The stricter of two treatments of the same name. */
    public static Treatment stricter(Treatment one, Treatment other) {
        return Ruling.strictness(one) <= Ruling.strictness(other) ? one : other;
    }

    private boolean isConstant(String name) {
        return treatments.get(name) instanceof Treatment treatment && !(treatment instanceof Treatment.Hash);
    }

    public boolean isHashed(String name) {
        return treatments.get(name) instanceof Treatment.Hash;
    }

    /** The names that are not shown as they are. */
    public Set<String> asked() {
        return treatments.keySet();
    }

    /** The hashed names: a part of what makes two answers the same. */
    public Set<String> hashed() {
        return treatments.keySet().stream().filter(this::isHashed).collect(Collectors.toUnmodifiableSet());
    }

    /** What is shown of a value of a hashed dimension. */
    public @Nullable Object shown(String name, @Nullable Object value) {
        return value == null || hash == null || !isHashed(name) ? value : hash.of(value);
    }

    /** The question that stores are asked. */
    public MetricQuery reduced(MetricQuery query) {
        if (treatments.isEmpty()) {
            return query;
        }
        return query.withGroupBy(query.groupBy().stream()
                        .filter(name -> !isConstant(name))
                        .toArray(String[]::new))
                .withOrderBy(query.orderBy().stream()
                        .filter(name -> !isConstant(name.startsWith("-") ? name.substring(1) : name))
                        .toArray(String[]::new));
    }

    public Answer restored(Answer answer) {
        if (treatments.isEmpty()) {
            return answer;
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        answer.rows().forEach(row -> rows.add(restoredRow(row)));
        return new Answer(restoredColumns(answer.columns()), rows, answer.receipt());
    }

    public Explanation restored(Explanation explanation) {
        return explanation.withColumns(restoredColumns(explanation.columns()));
    }

    public List<AnswerColumn> restoredColumns(List<AnswerColumn> columns) {
        List<AnswerColumn> all = new ArrayList<>(columns);
        for (int i = 0; i < groupBy.size(); i++) {
            if (isConstant(groupBy.get(i))) {
                all.add(i, new AnswerColumn(groupBy.get(i), AnswerColumn.Type.STRING, null));
            }
        }
        return all;
    }

    public List<@Nullable Object> restoredRow(List<? extends @Nullable Object> row) {
        List<@Nullable Object> all = new ArrayList<>(row);
        for (int i = 0; i < groupBy.size(); i++) {
            if (isConstant(groupBy.get(i))) {
                all.add(i, treatments.get(groupBy.get(i)) instanceof Treatment.Text text ? text.text() : null);
            }
        }
        return Collections.unmodifiableList(all);
    }
}
