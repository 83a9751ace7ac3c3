package dev.tidemark.router.internal;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Measure;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.TimeSpan;
import dev.tidemark.sql.Grain;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decides what of a series stores are asked for, and what happens then. */
final class SeriesPlanner {

    private final Question question;
    private final Series series;
    private final Leaf leaf;
    private final List<Turn.Offset> lifts;
    private final Turn turn;
    private final List<Filter> before = new ArrayList<>();
    private final List<Filter> rowFilters = new ArrayList<>();
    private final List<Filter> timeFilters = new ArrayList<>();
    private final List<Filter> momentFilters = new ArrayList<>();
    private final List<Filter> liftedFilters = new ArrayList<>();
    private final Set<Grain> grains = new LinkedHashSet<>();

    /** Those of {@link #grains} that are asked for, not only filtered by. */
    private final Set<Grain> grouped = new LinkedHashSet<>();

    SeriesPlanner(Question question, Series series) {
        this.question = question;
        this.series = series;
        this.leaf = series.leaf();
        this.lifts = hasTimes() ? series.lifts() : List.of();
        this.turn = lifts.equals(series.lifts()) ? series.turn() : together(series);
    }

    /** Whether groups can be moved along time as they are. */
    private boolean hasTimes() {
        return times().anyMatch(path -> path.part().isEmpty());
    }

    private Stream<DimensionPath> times() {
        return question.query().groupBy().stream().filter(this::isTime).map(name -> question.path(leaf, name));
    }

    /** Where no groups can be moved, rows are. */
    private static Turn together(Series series) {
        return series.turn()
                .with(Stream.concat(series.lifts().stream(), series.turn().offsets().stream())
                        .toList());
    }

    SeriesPlan plan() {
        boolean time = question.query().groupBy().stream().anyMatch(this::isTime);
        boolean turned = time && (!turn.isPlain() || ownWeeks());
        sort(turned && !turn.isPlain());
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
        momentFilters.forEach(filter -> filter.condition().names().stream()
                .filter(name -> !isOwnTime(name))
                .forEach(name -> keys.addAll(keysOf(name))));
        Optional<Reading.Edge> edge = leaf.measured().nonAdditive().map(found -> edge(found, keys));
        boolean reduced = turned || !List.copyOf(keys).equals(question.query().groupBy());
        Reading reading = new Reading(List.copyOf(keys), span(turned), before, edge, reduced, question.asksForValues());
        SeriesPlan.Conditions conditions =
                new SeriesPlan.Conditions(rowFilters, timeFilters, momentFilters, liftedFilters);
        return new SeriesPlan(series, turn, lifts, reading, grain, conditions);
    }

    /** Groups that are moved later may come from any time. */
    private TimeSpan span(boolean turned) {
        if (!lifts.isEmpty()) {
            return TimeSpan.ALL;
        }
        ReadSpan span = new ReadSpan(question, leaf.use().measure().name(), turn);
        return turned ? span.turned() : span.whole();
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
            boolean times = names.stream().anyMatch(this::isOwnTime);
            boolean onlyTimes = names.stream().allMatch(this::isOwnTime);
            if (onlyTimes && isLifted(filter)) {
                liftedFilters.add(filter);
            } else if (timeComesLater && onlyTimes) {
                timeFilters.add(filter);
                names.forEach(this::needs);
            } else if (timeComesLater && times && isAboutMoments(filter)) {
                momentFilters.add(filter);
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

    /** Whether a condition of the question is about the groups that are moved as they are, and shown. */
    private boolean isLifted(Filter filter) {
        return !lifts.isEmpty()
                && question.where().contains(filter)
                && question.query().groupBy().containsAll(filter.condition().names());
    }

    /**
     * A condition on time and on something else holds at two times when values are moved. MetricFlow checks it where rows are moved to and totals are
     * shown, but before groups are moved; where its conventions hold, so do we.
     *
     * @throws ProblemException {@link CatalogProblem#BAD_FILTER} where nobody says which time is meant
     */
    private boolean isAboutMoments(Filter filter) {
        if (question.catalog().hasTimeSpines()) {
            return !movesGroups();
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
        return question.catalog().hasTimeSpines() && !turn.isPlain() ? laidOut() : byClock();
    }

    /** As MetricFlow does: groups are moved as they are when the offset counts in their grain or a coarser one, else rows are. */
    private Grain laidOut() {
        Grain own = dimension().grain().orElse(Grain.DAY);
        return movesGroups() ? grouped.stream().min(Grain::compareTo).orElse(own) : own;
    }

    private boolean movesGroups() {
        Optional<Grain> asked = times().filter(path -> !path.isTold())
                .flatMap(path -> path.bucket().stream())
                .min(Grain::compareTo);
        return turn instanceof Turn.Shifted shifted
                && asked.isPresent()
                && shifted.offsets().stream().allMatch(offset -> movesGroups(offset, asked.get()));
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
        Grain wanted = switch (turn) {
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
        for (Turn.Offset offset : turn.offsets()) {
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
        return new Reading.Edge(name, edge.last(), partition, !rowFilters.isEmpty() || !momentFilters.isEmpty());
    }

    private boolean isSame(String key, Dimension time) {
        DimensionPath path = question.path(leaf, key);
        return path.joins().isEmpty() && path.dimension().filter(time::equals).isPresent();
    }
}
