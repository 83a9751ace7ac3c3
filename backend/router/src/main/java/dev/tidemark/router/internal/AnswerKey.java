package dev.tidemark.router.internal;

import dev.tidemark.router.Demands;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Purpose;
import dev.tidemark.router.Route;
import dev.tidemark.router.TimeSpan;
import dev.tidemark.sql.Grain;
import dev.tidemark.stores.TableState;
import dev.tidemark.stores.TableUse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What makes two answers the same: definitions, row policies (they are filters of the formulas), masks, zone, the question, and
 * the state of every table that is read.
 *
 * @param outputs formulas with their filters
 * @param query without what only decides about the way, which the parts say
 * @param moment for values that depend on what time it is
 */
record AnswerKey(
        String commit,
        List<Question.Output> outputs,
        MetricQuery query,
        Clockwork clockwork,
        Set<String> hashed,
        List<Pinned> parts,
        Optional<Instant> moment) {

    /**
     * A part whose data cannot change unnoticed: every table at a snapshot, or at the offsets and the tide that its store states.
     *
     * @param offsets of a table without snapshots
     */
    record Pinned(
            String store,
            String engine,
            List<TableUse> tables,
            TimeSpan span,
            Map<String, Long> offsets,
            Optional<Instant> completeThrough) {

        static Optional<Pinned> of(PartPlan plan) {
            TableState state = plan.part().state();
            boolean snapshots =
                    plan.uses().stream().allMatch(use -> use.snapshot().isPresent());
            boolean stated = plan.uses().size() == 1
                    && !state.offsets().isEmpty()
                    && state.completeThrough().isAfter(Instant.EPOCH);
            if (!snapshots && !stated) {
                return Optional.empty();
            }
            return Optional.of(new Pinned(
                    plan.part().store().name().word(),
                    plan.part().store().engine(),
                    plan.uses(),
                    plan.part().span(),
                    snapshots ? Map.of() : state.offsets(),
                    snapshots ? Optional.empty() : Optional.of(state.completeThrough())));
        }
    }

    /** Empty when the state of a table cannot be pinned: then nothing tells whether an old answer still holds. */
    static Optional<AnswerKey> of(Question question, List<PartPlan> plans) {
        List<Pinned> pinned = new ArrayList<>();
        for (PartPlan plan : plans) {
            Optional<Pinned> one = Pinned.of(plan);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            pinned.add(one.get());
        }
        return Optional.of(new AnswerKey(
                question.catalog().commit(),
                question.outputs(),
                question.query().withDemands(Demands.NONE).withRoute(Route.AUTO).withPurpose(Purpose.NONE),
                question.clockwork(),
                question.masks().hashed(),
                pinned,
                moment(question)));
    }

    /** Accumulated values and rows for every bucket go up to now when the range is open. */
    private static Optional<Instant> moment(Question question) {
        Instant end = question.query().timeRange().end();
        boolean open = end == null || end.isAfter(question.now());
        boolean upToNow = question.series().stream()
                .anyMatch(series -> series.everyBucket() || !series.turn().isPlain());
        boolean seconds = question.query().groupBy().stream()
                .anyMatch(name -> question.path(question.series().getFirst().leaf(), name)
                        .bucket()
                        .filter(Grain.SECOND::equals)
                        .isPresent());
        return open && upToNow
                ? Optional.of(question.now().truncatedTo(seconds ? ChronoUnit.SECONDS : ChronoUnit.MINUTES))
                : Optional.empty();
    }
}
