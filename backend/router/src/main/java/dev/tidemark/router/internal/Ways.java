package dev.tidemark.router.internal;

import dev.tidemark.catalog.Binding;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Notice;
import dev.tidemark.router.Reason;
import dev.tidemark.router.Rejected;
import dev.tidemark.router.TimeSpan;
import dev.tidemark.router.internal.RollupFit.Refusal;
import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ways to answer for one semantic model, of whatever tables it is bound to; which of them meets the demands is not asked here. */
final class Ways {

    /**
     * @param rejected candidates that are no ways, with their reasons
     */
    record Found(List<Way> ways, List<Rejected> rejected, List<Notice> notices) {
        Found {
            ways = List.copyOf(ways);
            rejected = List.copyOf(rejected);
            notices = List.copyOf(notices);
        }
    }

    private final Question question;
    private final ModelGroup group;
    private final Map<StoreName, Store> stores;
    private final Set<StoreName> away;
    private final States states;
    private final Attempt.Engine engine;
    private final List<Way> ways = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();

    private Ways(
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
    }

    /**
     * @param away stores that failed while answering
     */
    static Found of(
            Question question,
            ModelGroup group,
            Map<StoreName, Store> stores,
            Set<StoreName> away,
            States states,
            Attempt.Engine engine) {
        return new Ways(question, group, stores, away, states, engine).found();
    }

    private Found found() {
        List<Part> parts = group.model().bindings().stream()
                .flatMap(binding -> part(binding).stream())
                .toList();
        List<Part> realtime = parts.stream().filter(Ways::isRealtime).toList();
        List<Part> batch = parts.stream().filter(part -> !isRealtime(part)).toList();
        realtime.forEach(this::realtimeOnly);
        batch.forEach(this::batchOnly);
        batch.forEach(part -> realtime.forEach(fresh -> stitched(part, fresh)));
        return new Found(ways, rejected, notices);
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
                return unavailable(label, e.detail().replaceFirst("\\.$", ""));
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
        ways.add(new Way(parts, freshThrough, staleness, engine.estimates().of(parts, now)));
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
}
