package dev.tidemark.server.proposals;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricChange;
import dev.tidemark.definitions.proposals.Change;
import dev.tidemark.frontend.proposals.NumberChange;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Answer;
import dev.tidemark.router.Asker;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Router;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the metrics that a change touches as they are and as they would be, over the same whole days.
 *
 * @param routers a router over the metrics of one catalog; what it answers is nobody's answer, so no receipt of it is kept
 */
record Rehearsal(Function<MetricCatalog, Router> routers, Clock clock) {

    private static final Duration LOOKED_BACK = Duration.ofDays(7);
    private static final int MOST = 12;

    List<NumberChange> numbers(Change change, Asker asker) {
        return change.workspaces().stream()
                .flatMap(workspace -> numbers(workspace, change, asker))
                .limit(MOST)
                .toList();
    }

    private Stream<NumberChange> numbers(String workspace, Change change, Asker asker) {
        MetricCatalog before;
        MetricCatalog after;
        try {
            before = MetricsCheck.catalog(workspace, change.before());
            after = MetricsCheck.catalog(workspace, change.after());
        } catch (ProblemException e) {
            // The checks say what is wrong with it; there is nothing to count.
            return Stream.empty();
        }
        Router old = routers.apply(before);
        Router now = routers.apply(after);
        return MetricChange.between(before, after).stream()
                .filter(metric -> metric.kind() != MetricChange.Kind.WORDING)
                .limit(MOST)
                .map(metric -> compare(workspace, metric, old, now, asker));
    }

    private NumberChange compare(String workspace, MetricChange metric, Router old, Router now, Asker asker) {
        List<String> problems = new ArrayList<>();
        Optional<BigDecimal> before =
                metric.before().flatMap(version -> value(old, workspace, metric, asker, problems));
        Optional<BigDecimal> after = metric.after().flatMap(version -> value(now, workspace, metric, asker, problems));
        Optional<String> unit = Stream.of(now, old)
                .flatMap(router -> router.catalog(workspace).find(metric.name()).stream())
                .findFirst()
                .flatMap(found -> found.unit());
        return new NumberChange(
                workspace,
                metric.name().value(),
                unit,
                before,
                after,
                problems.stream().findFirst());
    }

    private Optional<BigDecimal> value(
            Router router, String workspace, MetricChange metric, Asker asker, List<String> problems) {
        Instant end = clock.instant().truncatedTo(ChronoUnit.DAYS);
        try {
            Answer answer = router.answer(
                    MetricQuery.of(workspace, metric.name().value()).withTimeRange(end.minus(LOOKED_BACK), end), asker);
            return answer.rows().isEmpty()
                    ? Optional.empty()
                    : number(answer.rows().getFirst().getLast());
        } catch (ProblemException e) {
            problems.add(e.problem().title());
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> number(@Nullable Object value) {
        return switch (value) {
            case BigDecimal exact -> Optional.of(exact);
            case Long whole -> Optional.of(BigDecimal.valueOf(whole));
            case Double real when Double.isFinite(real) -> Optional.of(BigDecimal.valueOf(real));
            case null, default -> Optional.empty();
        };
    }
}
