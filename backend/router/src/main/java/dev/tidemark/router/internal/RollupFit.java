package dev.tidemark.router.internal;

import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Rollup;
import dev.tidemark.router.Reason;
import dev.tidemark.router.TimeSpan;
import dev.tidemark.sql.Grain;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a rollup can stand in for the rows it sums up: exactly, or not at all. */
final class RollupFit {

    /** Events may carry a time that lies a little ahead. */
    private static final Duration AHEAD = Duration.ofDays(2);

    /** Why it cannot. */
    record Refusal(Reason reason, String detail) {}

    /**
     * How a leaf comes out of a rollup.
     *
     * @param rest conditions that the sum does not have in it; over the rollup's dimensions
     */
    record Summed(Rollup.Sum sum, List<Filter> rest) {
        Summed {
            rest = List.copyOf(rest);
        }
    }

    private final Question question;
    private final ModelGroup group;
    private final Rollup rollup;

    RollupFit(Question question, ModelGroup group, Rollup rollup) {
        this.question = question;
        this.group = group;
        this.rollup = rollup;
    }

    /** Why it can answer for no time range at all; empty when there may be one. */
    Optional<Refusal> refusal() {
        if (group.followsRows() || group.reading().edge().isPresent()) {
            return refused(Reason.NOT_ADDITIVE, "sums have no single rows any more");
        }
        if (group.model().timeDimension().filter(group.timeDimension()::equals).isEmpty()) {
            return refused(Reason.GRAIN, "it is not summed up by " + group.timeDimension());
        }
        List<String> asked = new ArrayList<>(group.reading().keys());
        group.reading()
                .where()
                .forEach(filter -> asked.addAll(filter.condition().names()));
        Optional<Refusal> names =
                asked.stream().map(this::refusalOf).flatMap(Optional::stream).findFirst();
        if (names.isPresent()) {
            return names;
        }
        return group.leaves().stream()
                .filter(leaf -> summed(leaf).isEmpty())
                .findFirst()
                .map(leaf -> new Refusal(
                        Reason.NOT_ADDITIVE,
                        "it has no sum of " + leaf.use().measure().name() + " with these conditions"));
    }

    private static Optional<Refusal> refused(Reason reason, String detail) {
        return Optional.of(new Refusal(reason, detail));
    }

    /** The sum with the most of the leaf's conditions in it whose other conditions the rollup can check. */
    Optional<Summed> summed(Leaf leaf) {
        boolean overBridge = leaf.filters().stream()
                .flatMap(filter -> filter.condition().names().stream())
                .anyMatch(name -> question.path(leaf, name).crossing().isPresent());
        if (overBridge) {
            return Optional.empty(); // what was summed up by which rule nothing proves
        }
        Map<String, Filter> wanted =
                leaf.filters().stream().collect(Collectors.toMap(RollupFit::canonical, filter -> filter, (a, b) -> a));
        return rollup.sums().stream()
                .filter(sum -> sum.measure().equals(leaf.use().measure().name()))
                .map(sum -> summed(sum, wanted))
                .flatMap(Optional::stream)
                .min(Comparator.comparing(found -> found.rest().size()));
    }

    private Optional<Summed> summed(Rollup.Sum sum, Map<String, Filter> wanted) {
        Set<String> inside = sum.filters().stream().map(RollupFit::canonical).collect(Collectors.toSet());
        List<Filter> rest = wanted.entrySet().stream()
                .filter(entry -> !inside.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        boolean fits = wanted.keySet().containsAll(inside)
                && rest.stream()
                        .flatMap(filter -> filter.condition().names().stream())
                        .allMatch(name -> refusalOf(name).isEmpty());
        return fits ? Optional.of(new Summed(sum, rest)) : Optional.empty();
    }

    /** The same condition, however it was written. */
    private static String canonical(Filter filter) {
        return filter.condition().withConstants(Map.of()).text();
    }

    /** Why a name cannot be asked of it. */
    private Optional<Refusal> refusalOf(String name) {
        DimensionPath path = question.path(group.leaves().getFirst(), name);
        Optional<Dimension> dimension = path.dimension();
        if (path.crossing().isPresent()) {
            return refused(
                    Reason.NOT_ADDITIVE,
                    "its sums do not pass over the bridge "
                            + path.crossing().get().to().name() + " to " + name);
        }
        if (path.isTimeOf(group.leaves().getFirst().use().measure())) {
            return path.bucket().filter(bucket -> nests(rollup.grain(), bucket)).isPresent()
                    ? Optional.empty()
                    : refused(Reason.GRAIN, "its rows are a " + rollup.grain().word() + " each, asked was " + name);
        }
        boolean own = path.joins().isEmpty()
                && dimension
                        .filter(found -> !found.isTime() && rollup.dimensions().contains(found.name()))
                        .isPresent();
        return own ? Optional.empty() : refused(Reason.DIMENSION_MISSING, "its rows are not apart by " + name);
    }

    /** Whether larger buckets are made of whole smaller ones. */
    private static boolean nests(Grain small, Grain large) {
        return small == large
                || small == Grain.DAY && large.compareTo(Grain.DAY) > 0
                || small == Grain.MONTH && large.compareTo(Grain.MONTH) > 0
                || small == Grain.QUARTER && large == Grain.YEAR;
    }

    /** Why it cannot answer for a span: a bucket is in it or not, and days must be days of the question's calendar too. */
    Optional<Refusal> refusal(TimeSpan span) {
        for (Instant end : Stream.of(Optional.ofNullable(span.start()), Optional.ofNullable(span.end()))
                .flatMap(Optional::stream)
                .toList()) {
            if (!floor(rollup, end).equals(end)) {
                return refused(
                        Reason.GRAIN, end + " lies inside a " + rollup.grain().word() + " of " + rollup.zone());
            }
        }
        return asksForTime() && !sameCalendar(question.zone(), rollup.zone(), span)
                ? refused(
                        Reason.TIME_ZONE,
                        "its days are those of " + rollup.zone() + ", asked were those of " + question.zone())
                : Optional.empty();
    }

    /** Where the bucket of an instant begins. */
    static Instant floor(Rollup rollup, Instant instant) {
        return rollup.grain()
                .floor(instant.atZone(rollup.zone()), DayOfWeek.MONDAY)
                .toInstant();
    }

    private boolean asksForTime() {
        Set<String> names = new LinkedHashSet<>(group.reading().keys());
        group.reading()
                .where()
                .forEach(filter -> names.addAll(filter.condition().names()));
        group.leaves()
                .forEach(leaf -> leaf.filters()
                        .forEach(filter -> names.addAll(filter.condition().names())));
        return names.stream()
                .anyMatch(name -> question.path(group.leaves().getFirst(), name).time());
    }

    /** Whether two zones have the same offset at every instant of a span. */
    private boolean sameCalendar(ZoneId one, ZoneId other, TimeSpan span) {
        ZoneRules a = one.getRules();
        ZoneRules b = other.getRules();
        if (a.equals(b)) {
            return true;
        }
        Instant at = span.start();
        if (at == null) {
            return false;
        }
        Instant now = question.now().plus(AHEAD);
        Instant end = span.end() == null || span.end().isAfter(now) ? now : span.end();
        while (at != null && at.isBefore(end)) {
            if (!a.getOffset(at).equals(b.getOffset(at))) {
                return false;
            }
            at = earlier(a.nextTransition(at), b.nextTransition(at));
        }
        return true;
    }

    private static @Nullable Instant earlier(@Nullable ZoneOffsetTransition a, @Nullable ZoneOffsetTransition b) {
        if (a == null || b == null) {
            return a == null ? (b == null ? null : b.getInstant()) : a.getInstant();
        }
        return a.getInstant().isBefore(b.getInstant()) ? a.getInstant() : b.getInstant();
    }
}
