package dev.tidemark.router.internal;

import dev.tidemark.catalog.Binding;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Demands;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Route;
import dev.tidemark.router.rollup.ProofRun;
import dev.tidemark.router.rollup.RollupName;
import dev.tidemark.router.rollup.RollupProof;
import dev.tidemark.sql.Arithmetic;
import dev.tidemark.stores.TableState;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks some of the questions that rollups answered once more, of the rows themselves, in the background. Only tables of the same
 * tide are compared: then both were made from the same events, and every difference is a fault. Thread-safe.
 */
final class ShadowRuns {

    private static final Logger LOG = LoggerFactory.getLogger(ShadowRuns.class);

    /** Floating-point sums differ by the order in which they were added. */
    private static final BigDecimal ROUNDING = new BigDecimal("1e-9");

    private final RollupProof proof;
    private final Clock clock;
    private final Map<RollupName, Instant> begun = new HashMap<>();

    ShadowRuns(RollupProof proof, Clock clock) {
        this.proof = proof;
        this.clock = clock;
    }

    /** Compares the rollups that a question was answered from, those whose turn it is. */
    void offer(Attempt attempt, Question question, List<Decision> decisions) {
        for (Decision decision : decisions) {
            Part part = decision.way().parts().getFirst();
            part.binding().rollup().ifPresent(rollup -> {
                RollupName name = new RollupName(
                        question.query().workspace(), part.binding().id());
                if (isDue(name)) {
                    proof.background().execute(() -> compare(attempt, question, decision, part, name));
                }
            });
        }
    }

    private synchronized boolean isDue(RollupName name) {
        Instant now = clock.instant();
        Instant last = begun.get(name);
        if (last != null && last.plus(proof.every()).isAfter(now)) {
            return false;
        }
        begun.put(name, now);
        return true;
    }

    private void compare(Attempt attempt, Question question, Decision decision, Part part, RollupName name) {
        try {
            if (compared(attempt, question, decision, part, name) instanceof ProofRun.NotCompared not) {
                LOG.debug("The rollup {} could not be compared: {}", name, not.why());
            }
        } catch (ProblemException | Runner.StoreAway e) {
            LOG.debug("The rollup {} could not be compared: {}", name, e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("The rollup {} could not be compared", name, e);
        }
    }

    /** Compares at once, for somebody who waits for it. */
    ProofRun prove(Attempt attempt, Question question, List<Decision> decisions, RollupName name) {
        for (Decision decision : decisions) {
            Part part = decision.way().parts().getFirst();
            if (part.binding().id().equals(name.binding())) {
                return compared(attempt, question, decision, part, name);
            }
        }
        return new ProofRun.NotCompared("nothing of the question is answered from it");
    }

    private ProofRun compared(Attempt attempt, Question question, Decision decision, Part part, RollupName name) {
        Optional<MetricQuery> query = batchOnly(question, decision, part);
        Optional<Binding> rows =
                decision.group().model().binding(part.store().name().word());
        if (query.isEmpty() || rows.isEmpty()) {
            return new ProofRun.NotCompared("its store has no table with the rows it sums up");
        }
        if (!sameTide(part, rows.get())) {
            return new ProofRun.NotCompared(
                    part.binding().table() + " and " + rows.get().table()
                            + " were not made of the same events: one of them was written later. Compare them after the next run of both");
        }
        List<List<@Nullable Object>> summed =
                attempt.rows(query.get(), Gate.only(decision.group().model(), part.binding()), part.states());
        List<List<@Nullable Object>> counted = attempt.rows(query.get(), Gate.rowsOnly(), part.states());
        long differing = differing(summed, counted);
        if (differing == 0) {
            proof.book().agreed(name, clock.instant());
            return new ProofRun.Agreed(metrics(question), counted.size());
        }
        String what = differing + " groups of " + counted.size() + said(question, part, rows.get());
        proof.book().disagreed(name, clock.instant(), what);
        return new ProofRun.Differed(what);
    }

    private static List<String> metrics(Question question) {
        return question.query().metrics().stream().map(metric -> metric.value()).toList();
    }

    /** Numbers of groups, never values: who sees incidents need not see them. */
    private static String said(Question question, Part part, Binding rows) {
        return " differ between " + part.binding().table() + " and "
                + rows.table() + ", both complete through " + part.state().completeThrough() + ", for "
                + String.join(", ", metrics(question))
                + " by " + question.query().groupBy();
    }

    /** The question for the part of its range that the rollup answered. */
    private static Optional<MetricQuery> batchOnly(Question question, Decision decision, Part part) {
        MetricQuery query = question.query();
        Instant start = query.timeRange().start();
        Instant end =
                decision.way().stitched() ? part.boundary() : query.timeRange().end();
        if (start != null && end != null && !start.isBefore(end)) {
            return Optional.empty();
        }
        // A question is sent to one store by its role; a store that people connected has none.
        if (!part.store().name().isBuiltIn()) {
            return Optional.empty();
        }
        return Optional.of(query.withTimeRange(start, end)
                .withRoute(Route.valueOf(part.store().name().word().toUpperCase(Locale.ROOT)))
                .withDemands(Demands.NONE)
                .withLimit(Integer.MAX_VALUE));
    }

    private static boolean sameTide(Part part, Binding rows) {
        TableState summed = part.state();
        TableState counted = part.states().of(part.store(), rows.table());
        return summed.completeThrough().isAfter(Instant.EPOCH)
                && summed.completeThrough().equals(counted.completeThrough())
                && summed.offsets().equals(counted.offsets());
    }

    private static long differing(List<List<@Nullable Object>> summed, List<List<@Nullable Object>> counted) {
        long differing = Math.abs(summed.size() - counted.size());
        for (int i = 0; i < Math.min(summed.size(), counted.size()); i++) {
            differing += same(summed.get(i), counted.get(i)) ? 0 : 1;
        }
        return differing;
    }

    private static boolean same(List<@Nullable Object> summed, List<@Nullable Object> counted) {
        for (int i = 0; i < summed.size(); i++) {
            if (!same(summed.get(i), counted.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(@Nullable Object summed, @Nullable Object counted) {
        if (summed instanceof Number a && counted instanceof Number b) {
            BigDecimal x = Arithmetic.exact(a);
            BigDecimal y = Arithmetic.exact(b);
            boolean exact = !(summed instanceof Double) && !(counted instanceof Double);
            BigDecimal allowed = exact ? BigDecimal.ZERO : y.abs().multiply(ROUNDING, MathContext.DECIMAL64);
            return x.subtract(y).abs().compareTo(allowed) <= 0;
        }
        return Objects.equals(summed, counted);
    }
}
