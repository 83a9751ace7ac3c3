package dev.tidemark.router.usage;

import dev.tidemark.catalog.MetricName;
import dev.tidemark.router.Answer;
import dev.tidemark.router.Asker;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Receipt;
import dev.tidemark.router.Span;
import dev.tidemark.router.export.Exported;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * One question that was asked.
 *
 * @param id that of the receipt, or one of its own when it was refused
 * @param rowsReturned of the answer
 * @param millis from question to answer, waiting included
 * @param cost empty when it was refused
 * @param refusal the code of the problem; empty for an answer
 */
public record Usage(
        String id,
        Instant at,
        Asked asked,
        List<SpanUse> spans,
        long rowsReturned,
        long millis,
        Optional<Spent> cost,
        boolean cacheHit,
        Optional<String> refusal) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REASON = 1_000;
    private static final int MOST_NAMES = 100;

    public Usage {
        spans = List.copyOf(spans);
    }

    /** Who asked for what. Names are cut, because a refused question may name anything. */
    public record Asked(
            String workspace,
            String user,
            String team,
            List<String> metrics,
            List<String> dimensions,
            @Nullable String dashboard,
            @Nullable String reason) {

        public Asked {
            metrics = cut(metrics);
            dimensions = cut(dimensions);
            dashboard = cut(dashboard, LONGEST_NAME);
            reason = cut(reason, LONGEST_REASON);
        }

        static Asked of(MetricQuery query, Asker asker) {
            return new Asked(
                    String.valueOf(cut(query.workspace(), LONGEST_NAME)),
                    asker.user(),
                    asker.team(),
                    query.metrics().stream().map(MetricName::value).toList(),
                    query.groupBy(),
                    query.purpose().dashboard(),
                    query.purpose().reason());
        }

        private static List<String> cut(List<String> names) {
            return names.stream()
                    .limit(MOST_NAMES)
                    .map(name -> String.valueOf(cut(name, LONGEST_NAME)))
                    .toList();
        }

        private static @Nullable String cut(@Nullable String text, int longest) {
            return text == null || text.length() <= longest ? text : text.substring(0, longest);
        }
    }

    /**
     * What one store did.
     *
     * @param rows that count in the answer
     * @param expectedBytes as estimated before, without what was learnt
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record SpanUse(String store, String table, long rows, long bytes, long expectedBytes, long millis) {

        public static SpanUse of(Span span) {
            long expected = span.expectedBytes() == null ? 0 : span.expectedBytes();
            return new SpanUse(span.store(), span.table(), span.rows(), span.bytes(), expected, span.millis());
        }
    }

    public record Spent(BigDecimal estimated, BigDecimal actual, String currency) {}

    public static Usage answered(MetricQuery query, Asker asker, Answer answer, Duration took) {
        Receipt receipt = answer.receipt();
        BigDecimal actual = receipt.cost().actual();
        boolean hit = receipt.cache().equals(Receipt.HIT);
        return new Usage(
                receipt.id(),
                receipt.asOf(),
                Asked.of(query, asker),
                hit ? List.of() : receipt.spans().stream().map(SpanUse::of).toList(),
                answer.rows().size(),
                took.toMillis(),
                Optional.of(new Spent(
                        receipt.cost().estimated(),
                        actual == null ? BigDecimal.ZERO : actual,
                        receipt.cost().currency())),
                hit,
                Optional.empty());
    }

    /** An answer that was a file; one that broke off counts as it was estimated. */
    public static Usage exported(MetricQuery query, Asker asker, Receipt receipt, Exported export, Duration took) {
        BigDecimal actual = receipt.cost().actual();
        boolean hit = receipt.cache().equals(Receipt.HIT);
        return new Usage(
                receipt.id(),
                receipt.asOf(),
                Asked.of(query, asker),
                hit ? List.of() : receipt.spans().stream().map(SpanUse::of).toList(),
                export.rows(),
                took.toMillis(),
                Optional.of(new Spent(
                        receipt.cost().estimated(),
                        actual == null ? BigDecimal.ZERO : actual,
                        receipt.cost().currency())),
                hit,
                Optional.ofNullable(export.refusal()));
    }

    public static Usage refused(MetricQuery query, Asker asker, String code, Instant now, Duration took) {
        return new Usage(
                "q-" + UUID.randomUUID(),
                now,
                Asked.of(query, asker),
                List.of(),
                0,
                took.toMillis(),
                Optional.empty(),
                false,
                Optional.of(code));
    }

    public long bytes() {
        return spans.stream().mapToLong(SpanUse::bytes).sum();
    }

    public long rowsRead() {
        return spans.stream().mapToLong(SpanUse::rows).sum();
    }

    /** Whether events as they came in were read instead of modeled tables. */
    public boolean raw() {
        return spans.stream().anyMatch(span -> span.table().startsWith("raw."));
    }
}
