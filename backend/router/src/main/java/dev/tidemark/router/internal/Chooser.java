package dev.tidemark.router.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Demands;
import dev.tidemark.router.KnownIncidents;
import dev.tidemark.router.Notice;
import dev.tidemark.router.Reason;
import dev.tidemark.router.Rejected;
import dev.tidemark.router.Route;
import dev.tidemark.router.RoutingProblem;
import dev.tidemark.stores.TableName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chooses among the ways to answer for one semantic model the one that meets the demands. */
final class Chooser {

    /** Ways whose freshness differs by less count as equally fresh; the cheaper one wins. */
    private static final Duration SAME = Duration.ofSeconds(2);

    /** A store that is live is always some seconds behind; nobody needs to be told. */
    private static final Duration NOTABLE = Duration.ofMinutes(1);

    private final Question question;
    private final ModelGroup group;
    private final Attempt.Engine engine;
    private final Estimates estimates;
    private final List<Rejected> rejected;
    private final List<Notice> notices;
    private final List<Way> ways;

    Chooser(Question question, ModelGroup group, Ways.Found found, Attempt.Engine engine) {
        this.question = question;
        this.group = group;
        this.engine = engine;
        this.estimates = engine.estimates();
        this.ways = new ArrayList<>(found.ways());
        this.rejected = new ArrayList<>(found.rejected());
        this.notices = new ArrayList<>(found.notices());
    }

    /**
     * @throws ProblemException when none is left, with the reasons
     */
    Decision choose() {
        forceRoute();
        if (ways.isEmpty()) {
            throw nothingLeft();
        }
        Demands demands = question.query().demands();
        Way freshest = ways.stream().min(Comparator.comparing(Way::staleness)).orElseThrow();
        keepFreshEnough(demands.maxStaleness(), freshest);
        keepAffordable(demands);
        Way best = ways.stream()
                .min(Comparator.comparing(Way::estimate).thenComparing(Way::label))
                .orElseThrow();
        for (Way other : ways) {
            if (other != best) {
                rejected.add(new Rejected(
                        other.label(),
                        Reason.COSTLIER,
                        other.estimate().toPlainString() + " " + estimates.currency() + " against "
                                + best.estimate().toPlainString()));
            }
        }
        noteOpenFollowing(best);
        noteIncidents(best);
        return new Decision(group, best, why(best), rejected, notices);
    }

    /** Says so where rows that follow up on those of the range may be missing although the range itself is reached. */
    private void noteOpenFollowing(Way way) {
        if (group.followsRows() && way.staleness().compareTo(NOTABLE) > 0) {
            notices.add(Notice.of(
                    "following-open",
                    "What followed is known through " + way.freshThrough()
                            + "; what came after that is not counted, also for rows of the range before."));
        }
    }

    private void noteIncidents(Way way) {
        for (Part part : way.parts()) {
            notices.addAll(engine.incidents()
                    .of(new KnownIncidents.Use(
                            question.catalog().workspace(),
                            part.store().name().word(),
                            Scans.tables(question, group, part).stream()
                                    .map(TableName::toString)
                                    .toList(),
                            part.binding().rollup().map(rollup -> part.binding().id()))));
        }
    }

    private void forceRoute() {
        Route route = question.query().route();
        if (route == Route.AUTO) {
            return;
        }
        String store = route.name().toLowerCase(Locale.ROOT);
        List<Way> others =
                ways.stream().filter(way -> way.stitched() || !way.uses(store)).toList();
        ways.removeAll(others);
        if (ways.isEmpty()) {
            List<Rejected> own = rejected.stream()
                    .filter(found -> found.candidate().startsWith(store + " ")
                            && !found.candidate().contains(" + "))
                    .toList();
            throw new ProblemException(
                            RoutingProblem.ROUTE_REFUSED,
                            store,
                            names(),
                            own.isEmpty() ? "the semantic model has no binding there" : reasons(own))
                    .withFault(
                            "/route",
                            own.isEmpty()
                                    ? Reason.ROUTE.name()
                                    : own.getFirst().reason().name());
        }
        others.forEach(way ->
                rejected.add(new Rejected(way.label(), Reason.ROUTE, "the question asks for the " + store + " store")));
    }

    private void keepFreshEnough(@Nullable Duration limit, Way freshest) {
        if (limit != null && freshest.staleness().compareTo(limit) > 0) {
            throw new ProblemException(
                            RoutingProblem.NO_FRESH_ENOUGH_STORE, names(), limit, freshest.label(), behind(freshest))
                    .withFault("/demands/max_staleness", Reason.STALE.name());
        }
        Duration allowed = limit == null ? freshest.staleness().plus(SAME) : limit;
        List<Way> stale = ways.stream()
                .filter(way -> way.staleness().compareTo(allowed) > 0)
                .toList();
        ways.removeAll(stale);
        stale.forEach(way -> rejected.add(new Rejected(
                way.label(),
                Reason.STALE,
                behind(way) + ", " + (limit == null ? "a fresher way exists" : "asked at most " + limit))));
    }

    private void keepAffordable(Demands demands) {
        if (demands.budget() == null) {
            return;
        }
        BigDecimal budget = demands.budget().amount();
        Way cheapest = ways.stream().min(Comparator.comparing(Way::estimate)).orElseThrow();
        if (cheapest.estimate().compareTo(budget) > 0) {
            throw new ProblemException(
                            RoutingProblem.OVER_BUDGET,
                            cheapest.label(),
                            cheapest.estimate().toPlainString(),
                            estimates.currency(),
                            budget.toPlainString())
                    .withFault("/demands/budget", Reason.OVER_BUDGET.name());
        }
        List<Way> dear = ways.stream()
                .filter(way -> way.estimate().compareTo(budget) > 0)
                .toList();
        ways.removeAll(dear);
        dear.forEach(way -> rejected.add(new Rejected(
                way.label(),
                Reason.OVER_BUDGET,
                "estimated at " + way.estimate().toPlainString())));
    }

    private ProblemException nothingLeft() {
        Optional<Rejected> gap =
                rejected.stream().filter(found -> found.reason() == Reason.GAP).findFirst();
        if (gap.isPresent()) {
            return new ProblemException(
                    RoutingProblem.GAP_BETWEEN_STORES,
                    gap.get().candidate(),
                    gap.get().detail());
        }
        return new ProblemException(RoutingProblem.NO_STORE_CAN_ANSWER, names(), reasons(rejected));
    }

    private String names() {
        return question.asksForValues()
                ? group.model().name()
                : question.outputs().stream()
                        .map(output -> output.metric().name().value())
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    private static String reasons(List<Rejected> rejected) {
        return rejected.isEmpty()
                ? "the semantic model has no binding"
                : rejected.stream()
                        .map(found -> found.candidate() + ": " + found.reason() + ", " + found.detail())
                        .collect(Collectors.joining("; "));
    }

    private String why(Way best) {
        String fresh = best.staleness().isZero() ? "covers the whole range" : behind(best);
        Duration limit = question.query().demands().maxStaleness();
        String rule = limit == null ? "the freshest exact way" : "the cheapest way within " + limit;
        return rule + "; " + fresh
                + (best.stitched()
                        ? "; the stores meet at " + best.parts().getFirst().boundary()
                        : "");
    }

    private static String behind(Way way) {
        return way.freshThrough().isAfter(Instant.EPOCH)
                ? "is " + rounded(way.staleness()) + " behind"
                : "has nothing yet that anybody vouches for";
    }

    private static Duration rounded(Duration staleness) {
        return Duration.ofSeconds(staleness.toSeconds() + (staleness.toNanosPart() > 0 ? 1 : 0));
    }
}
