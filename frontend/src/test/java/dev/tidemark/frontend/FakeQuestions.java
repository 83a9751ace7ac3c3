package dev.tidemark.frontend;

import dev.tidemark.router.Answer;
import dev.tidemark.router.AnswerColumn;
import dev.tidemark.router.Asker;
import dev.tidemark.router.Chosen;
import dev.tidemark.router.Completeness;
import dev.tidemark.router.Cost;
import dev.tidemark.router.DefinitionUse;
import dev.tidemark.router.Exactness;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Reason;
import dev.tidemark.router.Receipt;
import dev.tidemark.router.Rejected;
import dev.tidemark.router.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers from two stores stitched at twelve minutes ago; the values are a wave. */
final class FakeQuestions implements Questions {

    private volatile @Nullable RuntimeException refusal;

    /** From now on every question throws this. */
    void refuse(RuntimeException thrown) {
        refusal = thrown;
    }

    /** From now on questions are answered. */
    void answer() {
        refusal = null;
    }

    @Override
    @SuppressWarnings("NullAway") // it does not read the annotation of a cell from a class file
    public Answer ask(MetricQuery query, Asker asker) {
        RuntimeException thrown = refusal;
        if (thrown != null) {
            throw thrown;
        }
        Instant now = Instant.now();
        Instant start = Objects.requireNonNull(query.timeRange().start());
        Instant end = Objects.requireNonNull(query.timeRange().end());
        String metric = query.metrics().getFirst().value();
        List<AnswerColumn> columns = new ArrayList<>();
        query.groupBy().forEach(name -> columns.add(new AnswerColumn(name, AnswerColumn.Type.STRING, null)));
        columns.add(new AnswerColumn(metric, AnswerColumn.Type.DECIMAL, "GBP"));
        List<List<@Nullable Object>> rows = rows(query, start, end.isBefore(now) ? end : now);
        return new Answer(columns, rows, receipt(metric, start, end, now, asker));
    }

    private static List<List<@Nullable Object>> rows(MetricQuery query, Instant start, Instant end) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        if (query.groupBy().isEmpty()) {
            rows.add(List.<@Nullable Object>of(
                    new BigDecimal("18402.50").add(BigDecimal.valueOf(end.getEpochSecond() % 97))));
            return rows;
        }
        Duration step = query.groupBy().getFirst().endsWith("minute")
                ? Duration.ofMinutes(1)
                : query.groupBy().getFirst().endsWith("hour") ? Duration.ofHours(1) : Duration.ofDays(1);
        List<String> groups = query.groupBy().size() == 1 ? List.of("") : List.of("GB", "FR", "DE", "NL");
        int i = 0;
        for (Instant at = start; at.isBefore(end); at = at.plus(step), i++) {
            for (String group : groups) {
                BigDecimal value =
                        BigDecimal.valueOf(Math.round(60000 + 40000 * Math.sin(i / 3.0) + group.hashCode() % 900), 2);
                rows.add(
                        group.isEmpty()
                                ? List.<@Nullable Object>of(at.atOffset(ZoneOffset.UTC), value)
                                : List.<@Nullable Object>of(at.atOffset(ZoneOffset.UTC), group, value));
            }
        }
        return rows;
    }

    private static Receipt receipt(String metric, Instant start, Instant end, Instant now, Asker asker) {
        Instant boundary = now.minus(Duration.ofMinutes(12));
        return new Receipt(
                "r-019ab8d2",
                now,
                now.minusMillis(1100),
                now.minusMillis(1100),
                new Completeness(new BigDecimal("0.9987"), "heartbeats", 12L),
                Exactness.EXACT,
                List.of(new DefinitionUse(metric, "1.0.0", "9f2c81d07aa1")),
                List.of(
                        new Span(
                                "warehouse",
                                "duckdb",
                                "model.fact_orders",
                                8123L,
                                null,
                                start,
                                boundary,
                                91_822,
                                4_123_311,
                                31,
                                "SELECT SUM(amount) AS revenue\nFROM \"model.fact_orders\"\nWHERE ordered_at >= ? AND ordered_at < ?"),
                        new Span(
                                "realtime",
                                "pinot",
                                "orders_rt",
                                null,
                                Map.of("events.orders-0", 771_203L),
                                boundary,
                                end,
                                812,
                                51_220,
                                12,
                                "SELECT SUMPRECISION(amount) AS revenue FROM orders_rt WHERE event_time >= ?")),
                List.of(new Chosen(
                        "warehouse + realtime",
                        "The freshest exact answer: batch up to its tide, real-time from there.")),
                List.of(new Rejected(
                        "warehouse model.fact_orders", Reason.STALE, "12 min behind, a fresher way exists")),
                new Cost(new BigDecimal("0.0031"), new BigDecimal("0.0027"), "USD", asker.team()),
                List.of(),
                List.of(),
                "miss");
    }
}
