package dev.tidemark.router.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.sql.SqlType;
import dev.tidemark.stores.StoreProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    private final int mostRows;

    /**
     * @param mostRows of the answer
     */
    Combination(Question question, List<Table> parts, int mostRows) {
        this.question = question;
        this.mostRows = mostRows;
        this.parts = List.copyOf(parts);
        this.names = parts.stream().flatMap(part -> part.groupBy().stream()).toList();
        this.places =
                question.query().groupBy().stream().mapToInt(names::indexOf).toArray();
    }

    Table table() {
        List<SqlType> types =
                parts.stream().flatMap(part -> part.keyTypes().stream()).toList();
        Map<List<@Nullable Object>, Long> copies = new LinkedHashMap<>();
        Stream.concat(combined().stream(), alone().stream())
                .forEach(row -> copies.merge(asAsked(row.key()), row.copies(), Long::sum));
        if (question.query().values() == MetricQuery.Values.EVERY) {
            checkRows(copies.values().stream().mapToLong(Long::longValue).sum());
        }
        return new Table(question, Arrays.stream(places).mapToObj(types::get).toList(), copies);
    }

    private void checkRows(long rows) {
        if (rows > mostRows) {
            throw new ProblemException(StoreProblem.TOO_MANY_ROWS, "portal", mostRows);
        }
    }

    /**
     * @param copies how many rows have this key
     */
    record Counted(List<@Nullable Object> key, long copies) {

        Counted and(Counted next) {
            return new Counted(joined(key, next.key), Math.multiplyExact(copies, next.copies));
        }
    }

    private List<Counted> combined() {
        List<Counted> rows = List.of(new Counted(List.of(), 1));
        for (Table part : parts) {
            List<Counted> own = part.ownGroups();
            rows = rows.stream().flatMap(row -> own.stream().map(row::and)).toList();
        }
        return rows;
    }

    private List<Counted> alone() {
        boolean anything = parts.stream().skip(1).noneMatch(Table::isConstrained);
        return anything
                ? parts.getFirst().joinedGroups().stream()
                        .map(row -> row.and(new Counted(
                                Collections.nCopies(names.size() - row.key().size(), null), 1)))
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
