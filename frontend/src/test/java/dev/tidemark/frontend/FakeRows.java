package dev.tidemark.frontend;

import dev.tidemark.catalog.MetricName;
import dev.tidemark.router.AnswerColumn;
import dev.tidemark.router.MetricQuery;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of the shape a question asks for; the values are a wave over time, and four groups of different size. */
final class FakeRows {

    private static final List<String> GROUPS = List.of("GB", "FR", "DE", "NL");

    private FakeRows() {}

    static List<AnswerColumn> columns(MetricQuery query) {
        List<AnswerColumn> columns = new ArrayList<>();
        query.groupBy()
                .forEach(name -> columns.add(new AnswerColumn(
                        name, isTime(name) ? AnswerColumn.Type.TIMESTAMP : AnswerColumn.Type.STRING, null)));
        for (MetricName metric : query.metrics()) {
            String unit = metric.value().equals("orders") ? "orders" : "GBP";
            columns.add(new AnswerColumn(metric.value(), AnswerColumn.Type.DECIMAL, unit));
            if (query.compare() != null) {
                columns.add(new AnswerColumn(metric + "__before", AnswerColumn.Type.DECIMAL, unit));
                columns.add(new AnswerColumn(metric + "__change", AnswerColumn.Type.DECIMAL, unit));
                columns.add(new AnswerColumn(metric + "__change_ratio", AnswerColumn.Type.DECIMAL, null));
            }
        }
        return columns;
    }

    private static boolean isTime(String name) {
        return name.startsWith("metric_time__");
    }

    static List<List<@Nullable Object>> of(MetricQuery query, Instant start, Instant end) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        List<String> dimensions =
                query.groupBy().stream().filter(name -> !isTime(name)).toList();
        List<String> groups = dimensions.isEmpty() ? List.of("") : GROUPS;
        if (dimensions.size() == query.groupBy().size()) {
            int size = 4;
            for (String group : groups) {
                BigDecimal value = group.isEmpty()
                        ? new BigDecimal("18402.50").add(BigDecimal.valueOf(end.getEpochSecond() % 97))
                        : BigDecimal.valueOf(120_050L * size--, 2);
                rows.add(row(query, null, group, dimensions.size(), value));
            }
            return cut(query, rows);
        }
        Duration step = step(query.groupBy().getFirst());
        int i = 0;
        for (Instant at = start; at.isBefore(end); at = at.plus(step), i++) {
            for (String group : groups) {
                BigDecimal value =
                        BigDecimal.valueOf(Math.round(60000 + 40000 * Math.sin(i / 3.0) + group.hashCode() % 900), 2);
                rows.add(row(query, at, group, dimensions.size(), value));
            }
        }
        return cut(query, rows);
    }

    private static List<List<@Nullable Object>> cut(MetricQuery query, List<List<@Nullable Object>> rows) {
        Integer limit = query.limit();
        return limit == null || rows.size() <= limit ? rows : rows.subList(0, limit);
    }

    private static Duration step(String time) {
        return time.endsWith("minute")
                ? Duration.ofMinutes(1)
                : time.endsWith("hour") ? Duration.ofHours(1) : Duration.ofDays(1);
    }

    private static List<@Nullable Object> row(
            MetricQuery query, @Nullable Instant at, String group, int dimensions, BigDecimal value) {
        List<@Nullable Object> row = new ArrayList<>();
        if (at != null) {
            row.add(at.atOffset(ZoneOffset.UTC));
        }
        for (int i = 0; i < dimensions; i++) {
            row.add(group.equals("NL") && i > 0 ? null : group);
        }
        for (int i = 0; i < query.metrics().size(); i++) {
            row.add(value);
            if (query.compare() != null) {
                BigDecimal before = value.multiply(new BigDecimal("0.8")).setScale(2, RoundingMode.HALF_UP);
                row.add(before);
                row.add(value.subtract(before));
                row.add(new BigDecimal("0.25"));
            }
        }
        return row;
    }
}
