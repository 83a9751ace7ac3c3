package dev.tidemark.router.internal;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Asker;
import dev.tidemark.router.Chosen;
import dev.tidemark.router.Completeness;
import dev.tidemark.router.Cost;
import dev.tidemark.router.DefinitionUse;
import dev.tidemark.router.Exactness;
import dev.tidemark.router.Notice;
import dev.tidemark.router.Receipt;
import dev.tidemark.router.Rejected;
import dev.tidemark.router.RoutingProblem;
import dev.tidemark.stores.StoreName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a receipt may say, from what was decided and what stores said. */
final class Sealing {

    private static final int RATIO_DIGITS = 4;

    private final Question question;
    private final Asker asker;
    private final Attempt.Engine engine;

    Sealing(Question question, Asker asker, Attempt.Engine engine) {
        this.question = question;
        this.asker = asker;
        this.engine = engine;
    }

    /**
     * @throws ProblemException {@link RoutingProblem#NOT_COMPLETE_ENOUGH}
     */
    Receipt seal(List<Decision> decisions, List<Ran> all, List<DefinitionUse> definitions, String cache) {
        Instant now = engine.clock().instant();
        return seal(ReceiptId.at(now), now, decisions, all, definitions, cache);
    }

    /**
     * @param now when the answer was made
     * @throws ProblemException {@link RoutingProblem#NOT_COMPLETE_ENOUGH}
     */
    Receipt seal(
            String id,
            Instant now,
            List<Decision> decisions,
            List<Ran> all,
            List<DefinitionUse> definitions,
            String cache) {
        Instant complete = completeThrough(all);
        Completeness completeness = complete.isAfter(Instant.EPOCH) ? completeness(all) : Completeness.UNKNOWN;
        demand(completeness);
        BigDecimal actual = all.stream().map(Ran::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
        OptionalLong late = completeness.lateRowsPending() == null
                ? OptionalLong.empty()
                : OptionalLong.of(completeness.lateRowsPending());
        return new Receipt(
                id,
                now,
                freshThrough(decisions),
                complete,
                completeness,
                Exactness.EXACT,
                definitions,
                all.stream().flatMap(ran -> ran.spans().stream()).toList(),
                chosen(decisions),
                rejected(decisions),
                cost(decisions, actual),
                notices(decisions, late),
                question.policies(),
                cache);
    }

    /** Of an answer of which not all rows went out: nothing is claimed about how complete it is. */
    Receipt unfinished(
            String id, Instant now, List<Decision> decisions, List<Ran> soFar, List<DefinitionUse> definitions) {
        return new Receipt(
                id,
                now,
                freshThrough(decisions),
                Instant.EPOCH,
                Completeness.UNKNOWN,
                Exactness.EXACT,
                definitions,
                soFar.stream().flatMap(ran -> ran.spans().stream()).toList(),
                chosen(decisions),
                rejected(decisions),
                cost(decisions, estimate(decisions)),
                notices(decisions, OptionalLong.empty()),
                question.policies(),
                Receipt.MISS);
    }

    private void demand(Completeness completeness) {
        BigDecimal demanded = question.query().demands().minCompleteness();
        if (demanded != null && completeness.ratio().compareTo(demanded) < 0) {
            throw new ProblemException(
                            RoutingProblem.NOT_COMPLETE_ENOUGH,
                            completeness.ratio().toPlainString(),
                            completeness.lateRowsPending(),
                            demanded.toPlainString())
                    .withFault("/demands/min_completeness", completeness.ratio().toPlainString());
        }
    }

    private static Instant completeThrough(List<Ran> all) {
        return holdingBack(all, ran -> lacks(ran.decision(), ran.late())).stream()
                .map(ran -> completeThrough(ran.decision(), ran.late()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** As far as an answer would be complete if no row were late. */
    static Instant completeThroughAtBest(List<Decision> decisions) {
        return holdingBack(decisions, decision -> lacks(decision, OptionalLong.of(0))).stream()
                .map(decision -> completeThrough(decision, OptionalLong.of(0)))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Late rows are accepted but not in, so a stitched answer is complete only up to the boundary unless there are none. */
    private static Instant completeThrough(Decision decision, OptionalLong late) {
        Way way = decision.way();
        boolean none = late.isPresent() && late.getAsLong() == 0;
        return way.stitched() && !none ? way.parts().getFirst().state().completeThrough() : way.freshThrough();
    }

    /** Whether something of the asked range is not in: its end, or rows that came late. */
    private static boolean lacks(Decision decision, OptionalLong late) {
        return !decision.way().staleness().isZero() || late.orElse(1) > 0;
    }

    /** Those that lack something. What reaches past the end of its range, as a year ago does, does not hold the others back. */
    private static <T> List<T> holdingBack(List<T> all, Predicate<T> lacks) {
        List<T> lacking = all.stream().filter(lacks).toList();
        return lacking.isEmpty() ? all : lacking;
    }

    static Instant freshThrough(List<Decision> decisions) {
        return holdingBack(decisions, decision -> lacks(decision, OptionalLong.of(0))).stream()
                .map(decision -> decision.way().freshThrough())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Completeness completeness(List<Ran> all) {
        long rows = all.stream().mapToLong(Ran::rows).sum();
        boolean batch = all.stream()
                .flatMap(ran -> ran.spans().stream())
                .anyMatch(span -> !span.store().equals(StoreName.REALTIME.word()));
        boolean counted = !batch || all.stream().allMatch(ran -> ran.late().isPresent() || onlyRealtime(ran));
        long late = all.stream().mapToLong(ran -> ran.late().orElse(0)).sum();
        BigDecimal ratio = rows + late == 0
                ? BigDecimal.ONE.setScale(RATIO_DIGITS)
                : BigDecimal.valueOf(rows).divide(BigDecimal.valueOf(rows + late), RATIO_DIGITS, RoundingMode.DOWN);
        @Nullable Long pending = counted ? Long.valueOf(late) : null;
        return new Completeness(ratio, counted ? "heartbeats" : vouchedBy(all), pending);
    }

    private static String vouchedBy(List<Ran> all) {
        return all.stream()
                .flatMap(ran -> ran.decision().way().parts().stream())
                .map(part -> part.store().vouchedBy())
                .distinct()
                .map(word -> word.equals("heartbeats") ? "heartbeats without late rows" : word)
                .collect(Collectors.joining(", "));
    }

    private static boolean onlyRealtime(Ran ran) {
        return ran.spans().stream().allMatch(span -> span.store().equals(StoreName.REALTIME.word()));
    }

    /** Those of the metrics asked for, of all they build on, and of the bridges on the way. */
    List<DefinitionUse> definitions() {
        MetricCatalog catalog = question.catalog();
        Stream<DefinitionUse> metrics = question.outputs().stream()
                .flatMap(output -> catalog.lineage(output.metric()).stream())
                .distinct()
                .map(metric -> new DefinitionUse(metric.name().value(), metric.version(), catalog.commit()));
        return Stream.concat(metrics, new Passages(question).definitions().stream())
                .toList();
    }

    /**
     * @param actual null before it ran
     */
    Cost cost(List<Decision> decisions, @Nullable BigDecimal actual) {
        return new Cost(estimate(decisions), actual, engine.estimates().currency(), asker.team());
    }

    static BigDecimal estimate(List<Decision> decisions) {
        return decisions.stream().map(decision -> decision.way().estimate()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static List<Chosen> chosen(List<Decision> decisions) {
        return decisions.stream()
                .map(decision -> new Chosen(decision.way().label(), decision.why()))
                .toList();
    }

    static List<Rejected> rejected(List<Decision> decisions) {
        return decisions.stream()
                .flatMap(decision -> decision.rejected().stream())
                .distinct()
                .toList();
    }

    List<Notice> notices(List<Decision> decisions, OptionalLong late) {
        List<Notice> notices = new ArrayList<>(question.notices());
        decisions.forEach(decision -> notices.addAll(decision.notices()));
        if (late.isPresent() && late.getAsLong() > 0) {
            notices.add(Notice.of(
                    "late-rows",
                    late.getAsLong() + " late rows are not in the answer; the next batch run takes them in"));
        }
        return notices.stream().distinct().toList();
    }
}
