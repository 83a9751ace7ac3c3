package dev.tidemark.router.internal;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Measure;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.Grain;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides what of a series stores are asked for, and what happens then. */
final class SeriesPlanner {

    private final Question question;
    private final Series series;
    private final Leaf leaf;
    private final ReadSpan span;
    private final List<Filter> before = new ArrayList<>();
    private final List<Filter> rowFilters = new ArrayList<>();
    private final List<Filter> timeFilters = new ArrayList<>();
    private final Set<Grain> grains = new LinkedHashSet<>();

    /** Those of {@link #grains} that are asked for, not only filtered by. */
    private final Set<Grain> grouped = new LinkedHashSet<>();

    SeriesPlanner(Question question, Series series) {
        this.question = question;
        this.series = series;
        this.leaf = series.leaf();
        this.span = new ReadSpan(question, series);
    }

    SeriesPlan plan() {
        boolean time = question.query().groupBy().stream().anyMatch(this::isTime);
        boolean turned = time && (!series.turn().isPlain() || ownWeeks());
        sort(turned && !series.turn().isPlain());
        Set<String> keys = new LinkedHashSet<>();
        Optional<Grain> grain = Optional.empty();
        if (turned) {
            question.query().groupBy().stream().filter(this::isTime).forEach(name -> {
                needs(name);
                question.path(leaf, name).bucket().ifPresent(grouped::add);
            });
            grain = Optional.of(fetched());
            keys.add(MetricCatalog.METRIC_TIME + "__" + grain.get().word());
        }
        for (String name : question.query().groupBy()) {
            if (!turned || !isTime(name)) {
                keys.add(question.path(leaf, name).readAs());
            }
        }
        rowFilters.forEach(filter -> filter.condition().names().forEach(name -> keys.addAll(keysOf(name))));
        Optional<Reading.Edge> edge = leaf.measured().nonAdditive().map(found -> edge(found, keys));
        boolean reduced = turned || !List.copyOf(keys).equals(question.query().groupBy());
        Reading reading = new Reading(
                List.copyOf(keys),
                turned ? span.turned() : span.whole(),
                before,
                edge,
                reduced,
                question.asksForValues());
        return new SeriesPlan(series, reading, grain, rowFilters, timeFilters);
    }

    private boolean isTime(String name) {
        return question.path(leaf, name).isTimeOf(leaf.use().measure());
    }

    /** Weeks that begin on another day than in SQL are put together from days. */
    private boolean ownWeeks() {
        return question.clockwork().weekStart() != DayOfWeek.MONDAY
                && question.query().groupBy().stream()
                        .anyMatch(name -> isTime(name)
                                && question.path(leaf, name)
                                        .bucket()
                                        .filter(Grain.WEEK::equals)
                                        .isPresent());
    }

    private void sort(boolean timeComesLater) {
        List<Filter> all = new ArrayList<>(question.where());
        all.addAll(series.filters());
        for (Filter filter : all) {
            Set<String> names = filter.condition().names();
            boolean later = names.stream()
                    .anyMatch(name -> Filter.metricReference(name).isPresent()
                            || question.path(leaf, name).isTold());
            boolean time = timeComesLater && names.stream().anyMatch(this::isOwnTime) && !aboutRows(filter);
            if (time) {
                timeFilters.add(filter);
                names.forEach(this::needs);
            } else if (later || series.filters().contains(filter)) {
                rowFilters.add(filter);
            } else {
                before.add(filter);
            }
        }
    }

    private boolean isOwnTime(String name) {
        return Filter.metricReference(name).isEmpty() && isTime(name);
    }

    /**
     * A condition on time and on something else holds at two times when rows are moved: MetricFlow checks it where the rows are, and so do we
     * where its conventions hold.
     *
     * @throws ProblemException {@link CatalogProblem#BAD_FILTER} where nobody says which time is meant
     */
    private boolean aboutRows(Filter filter) {
        Set<String> names = filter.condition().names();
        if (names.stream().allMatch(this::isOwnTime)) {
            return false;
        }
        if (question.catalog().hasTimeSpines() && series.turn() instanceof Turn.Shifted) {
            return true;
        }
        throw new ProblemException(
                        CatalogProblem.BAD_FILTER,
                        1,
                        "“" + filter.text() + "”",
                        "it is about time and something else at once, which an offset or a running total reads at different times;"
                                + " write two conditions that both hold")
                .withFault("/where", filter.text());
    }

    private void needs(String name) {
        question.path(leaf, name).bucket().ifPresent(grains::add);
    }

    /** The coarsest grain from which everything that is wanted can be put together. */
    private Grain fetched() {
        return question.catalog().hasTimeSpines() && !series.turn().isPlain() ? laidOut() : byClock();
    }

    /** As MetricFlow does: groups are moved as they are when the offset counts in their grain or a coarser one, else rows are. */
    private Grain laidOut() {
        Grain own = dimension().grain().orElse(Grain.DAY);
        Optional<Grain> asked = question.query().groupBy().stream()
                .filter(this::isTime)
                .map(name -> question.path(leaf, name))
                .filter(path -> !path.isTold())
                .flatMap(path -> path.bucket().stream())
                .min(Grain::compareTo);
        boolean groups = series.turn() instanceof Turn.Shifted shifted
                && asked.isPresent()
                && shifted.offsets().stream().allMatch(offset -> movesGroups(offset, asked.get()));
        return groups ? grouped.stream().min(Grain::compareTo).orElse(own) : own;
    }

    private static boolean movesGroups(Turn.Offset offset, Grain group) {
        return switch (offset) {
            case Turn.Offset.Back back -> group.compareTo(back.window().grain()) <= 0;
            case Turn.Offset.ToGrain to -> group != Grain.WEEK && group.compareTo(to.grain()) <= 0;
            case Turn.Offset.Periods periods -> false;
            case Turn.Offset.Earlier earlier -> false;
        };
    }

    private Grain byClock() {
        Grain finest = grains.stream().min(Grain::compareTo).orElse(Grain.DAY);
        Grain least = dimension().grain().orElse(Grain.DAY);
        boolean weeksApart =
                grains.contains(Grain.WEEK) && (grains.size() > 1 || ownWeeks() || offsetUnit() != Grain.WEEK);
        Grain wanted = switch (series.turn()) {
            case Turn.Accumulated accumulated ->
                min(
                        min(finest, Grain.DAY),
                        accumulated.window().map(window -> window.grain()).orElse(Grain.DAY));
            case Turn.Shifted shifted -> {
                boolean toGrain = shifted.offsets().stream().anyMatch(Turn.Offset.ToGrain.class::isInstance);
                yield toGrain || weeksApart ? min(finest, Grain.DAY) : min(finest, offsetUnit());
            }
        };
        return wanted.compareTo(least) < 0 ? least : wanted;
    }

    /** The unit in which the offsets count; the finest grain there is when they do not count by the calendar. */
    private Grain offsetUnit() {
        Grain unit = Grain.YEAR;
        for (Turn.Offset offset : series.turn().offsets()) {
            unit = min(
                    unit,
                    offset instanceof Turn.Offset.Back back ? back.window().grain() : Grain.MINUTE);
        }
        boolean week = unit == Grain.WEEK && grains.stream().anyMatch(grain -> grain.compareTo(Grain.WEEK) > 0);
        return week ? Grain.DAY : unit;
    }

    private static Grain min(Grain a, Grain b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private Dimension dimension() {
        return leaf.use()
                .model()
                .dimension(leaf.use().measure().timeDimension())
                .orElseThrow();
    }

    private List<String> keysOf(String name) {
        return Filter.metricReference(name)
                .map(reference -> question.lookedUpBy(leaf, reference))
                .orElseGet(() -> List.of(question.path(leaf, name).readAs()));
    }

    private Reading.Edge edge(Measure.NonAdditive edge, Set<String> keys) {
        Dimension time = leaf.use().model().dimension(edge.dimension()).orElseThrow();
        String own = leaf.use().model().primaryEntity().orElse("");
        String prefix = edge.dimension().equals(leaf.use().measure().timeDimension())
                ? MetricCatalog.METRIC_TIME
                : own + "__" + edge.dimension();
        String name = prefix + "__" + time.grain().orElse(Grain.DAY).word();
        List<String> partition = new ArrayList<>();
        keys.stream().filter(key -> isSame(key, time)).forEach(partition::add);
        for (String grouping : edge.groupings()) {
            partition.add(leaf.use().model().entity(grouping).isPresent() ? grouping : own + "__" + grouping);
        }
        keys.addAll(partition);
        keys.add(name);
        return new Reading.Edge(name, edge.last(), partition);
    }

    private boolean isSame(String key, Dimension time) {
        DimensionPath path = question.path(leaf, key);
        return path.joins().isEmpty() && path.dimension().filter(time::equals).isPresent();
    }
}
