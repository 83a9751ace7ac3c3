package dev.tidemark.router.internal;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Answer;
import dev.tidemark.router.AnswerColumn;
import dev.tidemark.router.Asker;
import dev.tidemark.router.Explanation;
import dev.tidemark.router.KnownIncidents;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.PriceBook;
import dev.tidemark.router.Rollups;
import dev.tidemark.router.RouterSettings;
import dev.tidemark.router.RoutingProblem;
import dev.tidemark.router.Span;
import dev.tidemark.router.WhatIf.RollupIdea;
import dev.tidemark.router.cache.BoundedCache;
import dev.tidemark.router.policy.Masks;
import dev.tidemark.router.policy.Ruling;
import dev.tidemark.router.rollup.ProofRun;
import dev.tidemark.router.rollup.RollupName;
import dev.tidemark.router.rollup.RollupProof;
import dev.tidemark.router.usage.Usage.SpanUse;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreProblem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Takes a question through its attempts: when a store goes away meanwhile, the next best way is taken. */
public final class Desk {

    private final Supplier<List<Store>> stores;
    private final Attempt.Engine engine;
    private final Clock clock;
    private final Moments moments;

    public Desk(
            Supplier<List<Store>> stores,
            PriceBook prices,
            RouterSettings settings,
            RollupProof proof,
            KnownIncidents incidents,
            Clock clock) {
        this.stores = stores;
        this.engine = new Attempt.Engine(
                settings,
                new Estimates(prices),
                new PlanCache(),
                new BoundedCache<>(settings.cacheBytes(), KeptAnswer::bytes),
                new SharedFlights<>(settings.deadline()),
                new LateCounts(),
                Gate.of(proof.book()),
                new ShadowRuns(proof, clock),
                incidents,
                clock);
        this.clock = clock;
        this.moments = new Moments(settings, clock);
    }

    public Answer answer(MetricCatalog catalog, Ruling ruling, MetricQuery query, Asker asker) {
        Moments.Shared shared = moments.answer(catalog.commit(), ruling, query, () -> {
            Question question = new Resolver(catalog, ruling).resolve(query, clock.instant());
            Answer rows = question.masks().restored(take(question, asker, Attempt::answer));
            Answer called = new Answer(query.aliases().called(query, rows.columns()), rows.rows(), rows.receipt());
            return query.values() == MetricQuery.Values.MIN_MAX ? Extremes.of(called) : called;
        });
        Answer answer = shared.answer();
        return shared.own()
                ? answer
                : new Answer(
                        answer.columns(),
                        answer.rows(),
                        answer.receipt().again(ReceiptId.at(clock.instant()), asker.team()));
    }

    /**
     * As {@link #answer}, but for more rows than fit into memory.
     *
     * @throws ProblemException {@link RoutingProblem#EXPORT_TOO_LARGE} beside what an answer throws
     */
    public Delivery deliver(MetricCatalog catalog, Ruling ruling, MetricQuery query, Asker asker) {
        if (query.values() == MetricQuery.Values.MIN_MAX) {
            return new Delivery.Whole(answer(catalog, ruling, query, asker));
        }
        Question question = new Resolver(catalog, ruling).resolve(query, clock.instant());
        try {
            Delivery delivery = take(question, asker, attempt -> attempt.deliver());
            List<AnswerColumn> columns =
                    query.aliases().called(query, question.masks().restoredColumns(delivery.columns()));
            return question.masks() == Masks.NONE && columns.equals(delivery.columns())
                    ? delivery
                    : new ShownDelivery(delivery, question.masks(), columns);
        } catch (ProblemException e) {
            throw tooLarge(e);
        }
    }

    /** What to do about too many rows is another thing when they are exported already. */
    public static ProblemException tooLarge(ProblemException e) {
        return e.problem() == StoreProblem.TOO_MANY_ROWS
                ? new ProblemException(
                                RoutingProblem.EXPORT_TOO_LARGE, e.detail().replaceFirst("\\.$", ""))
                        .because(e)
                : e;
    }

    public Explanation explain(MetricCatalog catalog, Ruling ruling, MetricQuery query, Asker asker) {
        Question question = new Resolver(catalog, ruling).resolve(query, clock.instant());
        Explanation explanation = called(query, question.masks().restored(take(question, asker, Attempt::explain)));
        return query.values() == MetricQuery.Values.MIN_MAX
                ? explanation.withColumns(Extremes.columns(explanation.columns()))
                : explanation;
    }

    /** As {@link #explain}, with what is supposed to be there and without stores that are supposed to be away. */
    public Explanation explain(
            Supposition supposition, Set<String> away, Ruling ruling, MetricQuery query, Asker asker) {
        Map<StoreName, Store> left = new LinkedHashMap<>(supposition.stores());
        left.keySet().removeIf(name -> away.contains(name.word()));
        Question question = new Resolver(supposition.catalog(), ruling).resolve(query, clock.instant());
        Explanation explanation = take(question, asker, left, engine.with(supposition.estimates()), Attempt::explain);
        return called(query, question.masks().restored(explanation));
    }

    private static Explanation called(MetricQuery query, Explanation explanation) {
        return explanation.withColumns(query.aliases().called(query, explanation.columns()));
    }

    /** What would be otherwise with the rollup that a question wants; its size is measured over the last thirty days. */
    public Supposition suppose(
            MetricCatalog catalog,
            Ruling ruling,
            MetricQuery query,
            Asker asker,
            RollupIdea idea,
            Consumer<Answer> asked) {
        Question question = new Resolver(catalog, ruling).resolve(query, clock.instant());
        List<Supposition.Size> sizes = new ArrayList<>();
        for (SupposedRollup rollup : SupposedRollup.of(question, idea)) {
            Optional<Answer> probed = rollup.probe().map(probe -> rowsOnly(catalog, ruling, probe, asker));
            probed.ifPresent(asked);
            long rows = probed.map(answer -> answer.rows().size()).orElse(0);
            long of = probed.stream()
                    .flatMap(answer -> answer.receipt().spans().stream())
                    .mapToLong(Span::rows)
                    .sum();
            sizes.add(new Supposition.Size(rollup, rows, of));
        }
        return Supposition.of(catalog, known(), engine.estimates(), sizes);
    }

    public Supposition supposeNothing(MetricCatalog catalog) {
        return Supposition.of(catalog, known(), engine.estimates(), List.of());
    }

    /** Asks a rollup and its rows the same, of every simple metric that it has sums for. */
    public ProofRun prove(MetricCatalog catalog, Ruling ruling, Rollups.Known rollup, Asker asker) {
        List<String> agreed = new ArrayList<>();
        long groups = 0;
        List<String> reasons = new ArrayList<>();
        Attempt.Engine only = engine.behind(Gate.only(rollup.model(), rollup.binding()));
        for (MetricQuery query : ProofQuestions.of(catalog, rollup, clock.instant())) {
            String metric = query.metrics().getFirst().value();
            switch (proven(catalog, ruling, query, asker, rollup.name(), only)) {
                case ProofRun.Differed differed -> {
                    return differed;
                }
                case ProofRun.Agreed one -> {
                    agreed.add(metric);
                    groups += one.groups();
                }
                case ProofRun.NotCompared not -> reasons.add(metric + ": " + not.why());
            }
        }
        if (agreed.isEmpty()) {
            return new ProofRun.NotCompared(
                    reasons.isEmpty() ? "no metric is made of a measure that it has sums of" : reasons.getFirst());
        }
        return new ProofRun.Agreed(agreed, groups);
    }

    private ProofRun proven(
            MetricCatalog catalog,
            Ruling ruling,
            MetricQuery query,
            Asker asker,
            RollupName name,
            Attempt.Engine only) {
        try {
            Question question = new Resolver(catalog, ruling).resolve(query, clock.instant());
            Attempt attempt = new Attempt(question, asker, known(), Set.of(), new States(), only);
            return only.shadows().prove(attempt, question, attempt.decide(), name);
        } catch (ProblemException | Runner.StoreAway e) {
            return new ProofRun.NotCompared(
                    e instanceof ProblemException problem ? problem.detail() : String.valueOf(e.getMessage()));
        }
    }

    private Answer rowsOnly(MetricCatalog catalog, Ruling ruling, MetricQuery probe, Asker asker) {
        Question question = new Resolver(catalog, ruling).resolve(probe, clock.instant());
        Attempt.Engine rows = engine.behind(Gate.rowsOnly());
        return new Attempt(question, asker, known(), Set.of(), new States(), rows).answer();
    }

    /** Takes in what earlier answers took, the oldest first. */
    public void learn(List<SpanUse> earlier) {
        earlier.forEach(engine.estimates()::learn);
    }

    private <T> T take(Question question, Asker asker, Function<Attempt, T> go) {
        return take(question, asker, known(), engine, go);
    }

    private static <T> T take(
            Question question,
            Asker asker,
            Map<StoreName, Store> known,
            Attempt.Engine engine,
            Function<Attempt, T> go) {
        Set<StoreName> away = new HashSet<>();
        while (true) {
            try {
                return go.apply(new Attempt(question, asker, known, Set.copyOf(away), new States(), engine));
            } catch (Runner.StoreAway e) {
                if (!away.add(e.store())) {
                    throw e.getCause() instanceof ProblemException problem ? problem : e;
                }
            }
        }
    }

    private Map<StoreName, Store> known() {
        Map<StoreName, Store> known = new LinkedHashMap<>();
        stores.get().forEach(store -> known.put(store.name(), store));
        return known;
    }
}
