package dev.tidemark.frontend;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Answer;
import dev.tidemark.router.Asker;
import dev.tidemark.router.Chosen;
import dev.tidemark.router.Completeness;
import dev.tidemark.router.Cost;
import dev.tidemark.router.DefinitionUse;
import dev.tidemark.router.Exactness;
import dev.tidemark.router.Explanation;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Reason;
import dev.tidemark.router.Receipt;
import dev.tidemark.router.Rejected;
import dev.tidemark.router.RoutingProblem;
import dev.tidemark.router.Safeguards;
import dev.tidemark.router.Span;
import dev.tidemark.router.Supposed;
import dev.tidemark.router.WhatIf;
import dev.tidemark.router.export.Export;
import dev.tidemark.router.export.ExportFormat;
import dev.tidemark.router.internal.Delivery;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Answers from two stores stitched at twelve minutes ago; the values are a wave. */
final class FakeQuestions implements Questions {

    private final Map<String, RuntimeException> refusals = new ConcurrentHashMap<>();
    private final List<MetricQuery> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger interruptions = new AtomicInteger();
    private volatile boolean held;
    private volatile boolean empty;
    private volatile @Nullable RuntimeException refusal;

    /** From now on every question throws this. */
    void refuse(RuntimeException thrown) {
        refusal = thrown;
    }

    /** From now on every question about a metric throws this. */
    void refuse(String metric, RuntimeException thrown) {
        refusals.put(metric, thrown);
    }

    /** From now on questions are answered. */
    void answer() {
        refusal = null;
        held = false;
        empty = false;
        asked.clear();
        refusals.clear();
        interruptions.set(0);
    }

    /** From now on nothing is found. */
    void findNothing() {
        empty = true;
    }

    /** From now on a question waits until it is interrupted. */
    void hold() {
        held = true;
    }

    /** What was asked since the fakes were reset, explanations left out. */
    List<MetricQuery> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Answer ask(MetricQuery query, Asker asker) {
        asked.add(query);
        if (held) {
            waitForInterrupt();
        }
        return answer(query, asker);
    }

    private void waitForInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interruptions.incrementAndGet();
            throw new ProblemException(RoutingProblem.QUESTION_CANCELLED);
        }
    }

    int interruptions() {
        return interruptions.get();
    }

    @SuppressWarnings("NullAway") // it does not read the annotation of a cell from a class file
    private Answer answer(MetricQuery query, Asker asker) {
        RuntimeException special = refusals.get(query.metrics().getFirst().value());
        RuntimeException thrown = special == null ? refusal : special;
        if (thrown != null) {
            throw thrown;
        }
        Instant now = Instant.now();
        Instant start = Objects.requireNonNull(query.timeRange().start());
        Instant end = Objects.requireNonNull(query.timeRange().end());
        List<List<@Nullable Object>> rows =
                empty ? List.of() : FakeRows.of(query, start, end.isBefore(now) ? end : now);
        String metric = query.metrics().getFirst().value();
        return new Answer(FakeRows.columns(query), rows, receipt(metric, start, end, now, asker));
    }

    @Override
    public Export export(MetricQuery query, Asker asker, ExportFormat format) {
        Delivery delivery = new Delivery.Whole(ask(query, asker));
        return new Export(query, asker, format, delivery, Safeguards.NONE, () -> {}, System.nanoTime());
    }

    @Override
    public Explanation explain(MetricQuery query, Asker asker) {
        Answer answer = answer(query, asker);
        Receipt receipt = answer.receipt();
        return new Explanation(
                answer.columns(),
                receipt.freshThrough(),
                receipt.completeThrough(),
                receipt.definitions(),
                receipt.spans(),
                receipt.why(),
                receipt.rejected(),
                new Cost(receipt.cost().estimated(), null, "USD", asker.team()),
                List.of(),
                List.of());
    }

    /** Without the warehouse nobody answers; what may be older is; otherwise it only becomes cheaper. */
    @Override
    public Supposed whatIf(MetricQuery query, WhatIf otherwise, Asker asker) {
        Explanation now = explain(query, asker);
        Supposed.Outcome asked = new Supposed.Outcome(now, null, null);
        if (otherwise.away().contains("warehouse")) {
            Supposed.Outcome refused = new Supposed.Outcome(null, "no-store-can-answer", "No store can answer that.");
            return new Supposed(List.of("the warehouse store does not answer"), asked, refused, null);
        }
        BigDecimal saves = new BigDecimal("0.0021");
        if (otherwise.maxStaleness() == null) {
            return new Supposed(List.of("a rollup by day"), asked, asked, saves);
        }
        Supposed.Outcome older = new Supposed.Outcome(
                new Explanation(
                        now.columns(),
                        now.freshThrough(),
                        now.completeThrough().minus(Duration.ofMinutes(5)),
                        now.definitions(),
                        now.spans(),
                        now.why(),
                        now.rejected(),
                        now.cost(),
                        now.notices(),
                        now.policies()),
                null,
                null);
        return new Supposed(List.of("at most " + otherwise.maxStaleness() + " behind"), asked, older, saves);
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
