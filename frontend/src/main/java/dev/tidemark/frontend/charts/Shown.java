package dev.tidemark.frontend.charts;

import dev.tidemark.router.Answer;
import dev.tidemark.router.AnswerColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer with what a drawing must know about its question. Its columns are the time if there is one, then the dimensions, then
 * the metrics, each followed by what it is compared with.
 *
 * @param grain of the first column; empty when that is no time
 * @param start the first instant asked for
 * @param end the first instant after it
 * @param earlier what it is compared with, in words; empty for nothing
 */
public record Shown(
        Answer answer,
        List<Measured> metrics,
        String grain,
        ZoneId zone,
        Instant start,
        Instant end,
        Optional<String> earlier) {

    /** What stands for a dimension without a value. */
    public static final String NONE = "(none)";

    public Shown {
        metrics = List.copyOf(metrics);
    }

    @SuppressWarnings("NullAway") // type annotations inside generics are lost between modules
    public List<List<@Nullable Object>> rows() {
        return answer.rows();
    }

    public boolean overTime() {
        return !grain.isEmpty();
    }

    /** How many columns come before the metrics. */
    public int keys() {
        return metrics.isEmpty()
                ? answer.columns().size()
                : Math.max(0, column(metrics.getFirst().name()));
    }

    public boolean grouped() {
        return keys() > (overTime() ? 1 : 0);
    }

    /** The place of a column; -1 when the answer has none of that name. */
    public int column(String name) {
        List<AnswerColumn> columns = answer.columns();
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).name().equals(name))
                .findFirst()
                .orElse(-1);
    }

    /** The dimensions of a row in one text. */
    public String group(List<@Nullable Object> row) {
        return row.subList(overTime() ? 1 : 0, keys()).stream()
                .map(value -> value == null ? NONE : String.valueOf(value))
                .collect(Collectors.joining(" · "));
    }

    /** The time bucket of a row. */
    public Optional<Instant> time(List<@Nullable Object> row) {
        return switch (row.getFirst()) {
            case OffsetDateTime at -> Optional.of(at.toInstant());
            case LocalDate day -> Optional.of(day.atStartOfDay(zone).toInstant());
            case null, default -> Optional.empty();
        };
    }

    /** The time up to which the answer has everything, where that lies inside what was asked for. */
    public Optional<Instant> tide() {
        Instant through = answer.receipt().completeThrough();
        return through.isAfter(start) && through.isBefore(end) ? Optional.of(through) : Optional.empty();
    }
}
