package dev.tidemark.router.internal;

import dev.tidemark.router.Answer;
import dev.tidemark.router.AnswerColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The least and the greatest value of each column, in one row. Absent values are neither. */
final class Extremes {

    static final String LEAST = "__min";
    static final String GREATEST = "__max";

    private Extremes() {}

    static Answer of(Answer answer) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i < answer.columns().size(); i++) {
            int column = i;
            List<Object> values = answer.rows().stream()
                    .map(each -> each.get(column))
                    .filter(Objects::nonNull)
                    .map(Object.class::cast)
                    .toList();
            Comparator<Object> order = (a, b) -> Table.compare(a, b, false);
            row.add(values.stream().min(order).orElse(null));
            row.add(values.stream().max(order).orElse(null));
        }
        return new Answer(columns(answer.columns()), List.of(Collections.unmodifiableList(row)), answer.receipt());
    }

    static List<AnswerColumn> columns(List<AnswerColumn> columns) {
        return columns.stream()
                .flatMap(column -> Stream.of(LEAST, GREATEST)
                        .map(suffix -> new AnswerColumn(column.name() + suffix, column.type(), column.unit())))
                .toList();
    }
}
