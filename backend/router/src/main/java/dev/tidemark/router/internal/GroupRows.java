package dev.tidemark.router.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Rows of an answer from rows of branches, in which those of a group stand beside each other. */
@SuppressWarnings("NullAway") // rows hold absent values; generics lose that
final class GroupRows implements Iterator<List<@Nullable Object>> {

    private final Iterator<List<@Nullable Object>> items;
    private final Branches branches;
    private final Table shape;
    private final int keys;
    private final Comparator<List<@Nullable Object>> byGroup;
    private final Map<Series, Integer> cells = new IdentityHashMap<>();
    private final @Nullable Partial[] group;
    private @Nullable List<@Nullable Object> ahead;

    GroupRows(
            Iterator<List<@Nullable Object>> items,
            Branches branches,
            Question question,
            Map<Series, SeriesPlan> plans,
            Table shape) {
        this.items = items;
        this.branches = branches;
        this.shape = shape;
        this.keys = question.query().groupBy().size();
        this.byGroup = order(keys);
        this.group = new Partial[branches.cellCount()];
        // Formulas hold series of their own that are equal to those planned; to find them by what they are takes long.
        question.outputs().stream()
                .flatMap(output -> output.formula().all())
                .forEach(series -> cells.put(series, branches.cell(series, plans.get(series))));
        advance();
    }

    /** By the group alone. */
    static Comparator<List<@Nullable Object>> order(int keys) {
        return (a, b) -> {
            for (int i = 0; i < keys; i++) {
                int compared = Table.compare(a.get(i), b.get(i), false);
                if (compared != 0) {
                    return compared;
                }
            }
            return 0;
        };
    }

    private void advance() {
        ahead = items.hasNext() ? items.next() : null;
    }

    @Override
    public boolean hasNext() {
        return ahead != null;
    }

    @Override
    public List<@Nullable Object> next() {
        List<@Nullable Object> first = ahead;
        if (first == null) {
            throw new NoSuchElementException();
        }
        Arrays.fill(group, null);
        while (ahead != null && byGroup.compare(first, ahead) == 0) {
            branches.of(ahead).addTo(group, ahead);
            advance();
        }
        return shape.row(first.subList(0, keys), this::value, series -> group[cells.get(series)] != null);
    }

    private @Nullable Object value(Series series) {
        Partial known = group[cells.get(series)];
        return known == null ? null : known.value();
    }
}
