package dev.tidemark.router.internal;

import dev.tidemark.sql.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every row of each part with every row of the others. Rows that are only of a joined model stand alone, as the outer join that found
 * them says; a condition on what would stand beside them leaves them out.
 */
@SuppressWarnings("NullAway") // keys hold absent values; streams over generics lose that
final class Combination {

    private final Question question;
    private final List<Table> parts;
    private final List<String> names;
    private final int[] places;

    Combination(Question question, List<Table> parts) {
        this.question = question;
        this.parts = List.copyOf(parts);
        this.names = parts.stream().flatMap(part -> part.groupBy().stream()).toList();
        this.places =
                question.query().groupBy().stream().mapToInt(names::indexOf).toArray();
    }

    Table table() {
        List<SqlType> types =
                parts.stream().flatMap(part -> part.keyTypes().stream()).toList();
        List<List<@Nullable Object>> rows = new ArrayList<>(combined());
        rows.addAll(alone());
        return new Table(
                question,
                Arrays.stream(places).mapToObj(types::get).toList(),
                rows.stream().map(this::asAsked).toList());
    }

    private List<List<@Nullable Object>> combined() {
        List<List<@Nullable Object>> rows = List.of(List.of());
        for (Table part : parts) {
            List<List<@Nullable Object>> own = part.ownGroups();
            rows = rows.stream()
                    .flatMap(row -> own.stream().map(key -> joined(row, key)))
                    .toList();
        }
        return rows;
    }

    private List<List<@Nullable Object>> alone() {
        boolean anything = parts.stream().skip(1).noneMatch(Table::isConstrained);
        return anything
                ? parts.getFirst().joinedGroups().stream()
                        .map(key -> joined(key, Collections.nCopies(names.size() - key.size(), null)))
                        .toList()
                : List.of();
    }

    private static List<@Nullable Object> joined(List<@Nullable Object> first, List<@Nullable Object> second) {
        List<@Nullable Object> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    private List<@Nullable Object> asAsked(List<@Nullable Object> row) {
        List<@Nullable Object> picked = new ArrayList<>();
        for (int place : places) {
            picked.add(row.get(place));
        }
        return Collections.unmodifiableList(picked);
    }
}
