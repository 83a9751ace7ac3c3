package dev.tidemark.router.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** How many rows of the asked range came after the batch snapshot was made: the real-time store knows. */
final class LateRows {

    /** When an event was appended to the log; the column that tells late rows. */
    private static final String ARRIVAL = "appended_at";

    private final Question question;
    private final Map<StoreName, Store> stores;
    private final Set<StoreName> away;
    private final States states;
    private final Attempt.Engine engine;

    LateRows(
            Question question,
            Map<StoreName, Store> stores,
            Set<StoreName> away,
            States states,
            Attempt.Engine engine) {
        this.question = question;
        this.stores = stores;
        this.away = away;
        this.states = states;
        this.engine = engine;
    }

    /** Nobody can say how many rows are late when the real-time store is away or lacks a column. */
    Optional<PartPlan> plan(Decision decision) {
        Optional<Part> batch = decision.way().parts().stream()
                .filter(part -> !part.store().name().equals(StoreName.REALTIME))
                .findFirst();
        Store realtime = stores.get(StoreName.REALTIME);
        if (batch.isEmpty() || realtime == null || away.contains(StoreName.REALTIME)) {
            return Optional.empty();
        }
        Instant tide = batch.get().state().completeThrough();
        Instant boundary = decision.way().stitched() ? batch.get().boundary() : tide;
        boolean untold = decision.group().followsRows();
        if (untold || !decision.group().reading().span().startsBefore(boundary)) {
            return Optional.empty();
        }
        try {
            return decision.group().model().binding(StoreName.REALTIME.word()).flatMap(binding -> {
                Part part = new Part(
                        binding,
                        realtime,
                        states,
                        states.of(realtime, binding.table()),
                        decision.group().reading().span());
                boolean countable = part.state().columns().stream()
                                .anyMatch(column -> column.name().equals(ARRIVAL))
                        && Scans.missing(question, decision.group(), part).isEmpty();
                return countable
                        ? Optional.of(PartPlan.late(
                                question,
                                decision.group(),
                                part,
                                boundary,
                                tide,
                                ARRIVAL,
                                engine.settings(),
                                engine.plans()))
                        : Optional.empty();
            });
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** A count that is known already, or on its way; neither when nobody can count. */
    record Counting(Optional<PartPlan> plan, Optional<Long> known, Optional<Runner.Running> running) {}

    /** Starts to count, unless the table is as it was when that was done last. */
    Counting start(Runner runner, Decision decision) {
        return start(runner, plan(decision));
    }

    Counting start(Runner runner, Optional<PartPlan> plan) {
        Optional<Long> known = plan.flatMap(engine.lateCounts()::of);
        return new Counting(plan, known, known.isPresent() ? Optional.empty() : plan.map(runner::start));
    }

    /** Empty when they could not be counted: the answer stands without it, and its receipt says so. */
    OptionalLong counted(Runner runner, Counting counting) {
        if (counting.known().isPresent()) {
            return OptionalLong.of(counting.known().get());
        }
        if (counting.running().isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long count = runner.await(counting.running().get()).stream()
                    .flatMap(answer -> answer.rows().stream())
                    .mapToLong(row -> row.getFirst() instanceof Number number ? number.longValue() : 0)
                    .sum();
            counting.plan().ifPresent(plan -> engine.lateCounts().keep(plan, count));
            return OptionalLong.of(count);
        } catch (ProblemException | Runner.StoreAway e) {
            return OptionalLong.empty();
        }
    }
}
