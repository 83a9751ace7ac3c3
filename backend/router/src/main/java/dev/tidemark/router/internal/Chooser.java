package dev.tidemark.router.internal;

import dev.tidemark.catalog.Binding;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Demands;
import dev.tidemark.router.KnownIncidents;
import dev.tidemark.router.Notice;
import dev.tidemark.router.Reason;
import dev.tidemark.router.Rejected;
import dev.tidemark.router.Route;
import dev.tidemark.router.RoutingProblem;
import dev.tidemark.router.TimeSpan;
import dev.tidemark.router.internal.RollupFit.Refusal;
import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.TableName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plans the ways to answer for one semantic model and chooses the one that meets the demands. */
final class Chooser {

    /** Ways whose freshness differs by less count as equally fresh; the cheaper one wins. */
    private static final Duration SAME = Duration.ofSeconds(2);

    /** A store that is live is always some seconds behind; nobody needs to be told. */
    private static final Duration NOTABLE = Duration.ofMinutes(1);

    private final Question question;
    private final ModelGroup group;
    private final Map<StoreName, Store> stores;
    private final Set<StoreName> away;
    private final States states;
    private final Attempt.Engine engine;
    private final Estimates estimates;
    private final List<Rejected> rejected = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final List<Way> ways = new ArrayList<>();

    Chooser(
            Question question,
            ModelGroup group,
            Map<StoreName, Store> stores,
            Set<StoreName> away,
            States states,
            Attempt.Engine engine) {
        this.question = question;
        this.group = group;
        this.stores = stores;
        this.away = away;
        this.states = states;
        this.engine = engine;
        this.estimates = engine.estimates();
    }

    Decision choose() {
        List<Part> parts = group.model().bindings().stream()
                .flatMap(binding -> part(binding).stream())
                .toList();
        List<Part> realtime = parts.stream().filter(Chooser::isRealtime).toList();
        List<Part> batch = parts.stream().filter(part -> !isRealtime(part)).toList();
        realtime.forEach(this::realtimeOnly);
        batch.forEach(part -> batchOnly(part));
        batch.forEach(part -> realtime.forEach(fresh -> stitched(part, fresh)));
        return demanded();
    }

    private static boolean isRealtime(Part part) {
        return part.store().name().equals(StoreName.REALTIME);
    }

    private TimeSpan range() {
        return group.reading().span();
    }

    /** The binding's table as it is now, unless it cannot take part at all. */
    private Optional<Part> part(Binding binding) {
        String label = binding.store() + " " + binding.table();
        Optional<Refusal> refusal = engine.gate()
                .refusal(question.query().workspace(), group.model(), binding)
                .or(() -> binding.rollup().flatMap(rollup -> new RollupFit(question, group, rollup).refusal()));
        if (refusal.isPresent()) {
            reject(label, refusal.get());
            return Optional.empty();
        }
        StoreName name = new StoreName(binding.store());
        Store store = stores.get(name);
        if (store == null || away.contains(name)) {
            return unavailable(label, store == null ? "there is no such store here" : "it failed while answering");
        }
        try {
            Part part = new Part(binding, store, states, states.of(store, binding.table()), range());
            if (group.followsRows() && store.flavor() == SqlFlavor.PINOT) {
                rejected.add(new Rejected(label, Reason.UNSUPPORTED, "a conversion needs joins and windows"));
                return Optional.empty();
            }
            Optional<String> missing = Scans.missing(question, group, part);
            if (missing.isPresent()) {
                rejected.add(new Rejected(label, Reason.DIMENSION_MISSING, missing.get()));
                return Optional.empty();
            }
            Optional<String> barred = RawTables.barred(question, Scans.tables(question, group, part));
            if (barred.isPresent()) {
                rejected.add(new Rejected(label, Reason.RAW_TABLE, barred.get()));
                return Optional.empty();
            }
            return Optional.of(withFollowing(part));
        } catch (ProblemException e) {
            if (e.problem() instanceof StoreProblem) {
                return unavailable(label, e.detail());
            }
            throw e;
        }
    }

    /** Complete as far as both tables are. */
    private Part withFollowing(Part part) {
        Part both = part;
        for (Leaf leaf : group.leaves()) {
            Optional<Binding> second = leaf.following()
                    .flatMap(found ->
                            found.use().model().binding(part.store().name().word()));
            both = second.isPresent()
                    ? both.completeOnlyThrough(
                            states.of(part.store(), second.get().table()))
                    : both;
        }
        return both;
    }

    private Optional<Part> unavailable(String label, String detail) {
        rejected.add(new Rejected(label, Reason.UNAVAILABLE, detail));
        notices.add(Notice.of("store-away", label + " was left out: " + detail));
        return Optional.empty();
    }

    private void realtimeOnly(Part part) {
        Instant kept = part.state().keptFrom();
        if (kept.isAfter(Instant.EPOCH) && range().startsBefore(kept)) {
            rejected.add(new Rejected(
                    part.label(),
                    Reason.RETENTION,
                    "keeps rows from " + kept + ", asked from "
                            + (range().start() == null ? "the beginning" : range().start())));
            return;
        }
        add(List.of(part), part.state().completeThrough());
    }

    private void reject(String label, Refusal refusal) {
        rejected.add(new Rejected(label, refusal.reason(), refusal.detail()));
    }

    /** Why a part cannot answer for a span exactly. */
    private Optional<Refusal> refusal(Part part, TimeSpan span) {
        return part.binding().rollup().flatMap(rollup -> new RollupFit(question, group, rollup).refusal(span));
    }

    private void batchOnly(Part part) {
        Optional<Refusal> refusal = refusal(part, range());
        if (refusal.isPresent()) {
            reject(part.label(), refusal.get());
            return;
        }
        add(List.of(part), part.state().completeThrough());
    }

    private void stitched(Part batch, Part realtime) {
        String label = batch.label() + " + " + realtime.label();
        Instant boundary = batch.boundary();
        Instant kept = realtime.state().keptFrom();
        boolean defaultTime = group.model()
                .timeDimension()
                .filter(group.timeDimension()::equals)
                .isPresent();
        boolean inGap = kept.isAfter(boundary) && range().startsBefore(kept) && range().endsAfter(boundary);
        if (inGap) {
            rejected.add(new Rejected(
                    label,
                    Reason.GAP,
                    "the batch store ends at " + boundary + " and the real-time store starts at " + kept + "."));
        } else if (!range().startsBefore(boundary) || !range().endsAfter(boundary)) {
            rejected.add(
                    new Rejected(label, Reason.NOT_NEEDED, "the range lies on one side of the boundary " + boundary));
        } else if (group.reading().whole()) {
            rejected.add(
                    new Rejected(label, Reason.NOT_ADDITIVE, "rows that fit nothing in one part may in the other"));
        } else if (group.followsRows()) {
            rejected.add(new Rejected(
                    label, Reason.NOT_ADDITIVE, "what is followed up may lie on both sides of the boundary"));
        } else if (!defaultTime) {
            rejected.add(new Rejected(
                    label, Reason.NOT_ADDITIVE, group.timeDimension() + " is not the time by which rows arrive"));
        } else if (!realtime.state().completeThrough().isAfter(boundary)) {
            rejected.add(new Rejected(label, Reason.NOT_NEEDED, "the real-time store is not ahead of the batch store"));
        } else if (refusal(batch, range().before(boundary)).isPresent()) {
            refusal(batch, range().before(boundary)).ifPresent(refusal -> reject(label, refusal));
        } else {
            add(
                    List.of(batch.over(range().before(boundary)), realtime.over(range().from(boundary))),
                    realtime.state().completeThrough());
        }
    }

    private void add(List<Part> parts, Instant freshThrough) {
        Instant now = question.now();
        Instant end = decided();
        Duration staleness = freshThrough.isBefore(end) ? Duration.between(freshThrough, end) : Duration.ZERO;
        ways.add(new Way(parts, freshThrough, staleness, estimates.of(parts, now)));
    }

    /**
     * When nothing that comes later can change the answer any more, or now: rows that follow up on those of the range may come until their
     * window has passed.
     */
    private Instant decided() {
        Instant now = question.now();
        Instant end = range().end() == null || range().end().isAfter(now) ? now : range().end();
        return group.leaves().stream()
                .flatMap(leaf -> leaf.following().stream())
                .map(following -> following
                        .within()
                        .map(window -> window.grain()
                                .plus(end.atZone(question.zone()), window.count())
                                .toInstant())
                        .filter(now::isAfter)
                        .orElse(now))
                .max(Comparator.naturalOrder())
                .orElse(end);
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

    private Decision demanded() {
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
