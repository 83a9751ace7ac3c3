package dev.tidemark.router.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricDefinition;
import dev.tidemark.router.internal.Turn.Offset;
import dev.tidemark.router.policy.Ruling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Definitions as formulas over series. Filters and offsets of a metric reach down to all it builds on, row policies to every measure. */
final class Formulas {

    private final MetricCatalog catalog;
    private final Ruling ruling;

    Formulas(MetricCatalog catalog, Ruling ruling) {
        this.catalog = catalog;
        this.ruling = ruling;
    }

    /**
     * From when values are.
     *
     * @param rows offsets of what stores compute
     * @param groups offsets of what is computed from that, as MetricFlow has them
     */
    private record Shift(List<Offset> rows, List<Offset> groups) {

        Shift ofRows(List<Offset> more) {
            return new Shift(together(rows, more), groups);
        }

        Shift ofGroups(List<Offset> more) {
            return new Shift(rows, together(groups, more));
        }

        private static List<Offset> together(List<Offset> outer, List<Offset> inner) {
            return Stream.concat(outer.stream(), inner.stream()).toList();
        }
    }

    Formula of(Metric metric, List<Offset> offsets) {
        return of(metric, List.of(), new Shift(offsets, List.of()));
    }

    private Formula of(Metric metric, List<Filter> outer, Shift shift) {
        List<Filter> filters = new ArrayList<>(outer);
        filters.addAll(metric.filters());
        return switch (metric.definition()) {
            case MetricDefinition.Simple simple ->
                simple(simple, metric.filters(), outer, new Turn.Shifted(shift.rows()), shift);
            case MetricDefinition.Ratio ratio ->
                new Formula.Quotient(
                        input(ratio.numerator(), filters, shift), input(ratio.denominator(), filters, shift));
            case MetricDefinition.Derived derived -> {
                Map<String, Formula> inputs = new LinkedHashMap<>();
                derived.inputs().forEach(found -> inputs.put(found.alias(), input(found, filters, shift)));
                yield new Formula.Computed(derived.expression(), inputs);
            }
            case MetricDefinition.Cumulative cumulative ->
                simple(
                        cumulative.of(),
                        List.of(),
                        filters,
                        new Turn.Accumulated(
                                cumulative.window(), cumulative.grainToDate(), cumulative.period(), shift.rows()),
                        shift);
            case MetricDefinition.Conversion conversion -> conversion(conversion, filters, shift);
        };
    }

    /**
     * @param own filters that the metric itself has, beside those of its measure
     * @param outer filters of the metrics that build on it
     */
    private Formula simple(
            MetricDefinition.Simple simple, List<Filter> own, List<Filter> outer, Turn turn, Shift shift) {
        List<Filter> filters = new ArrayList<>(own);
        filters.addAll(simple.filters());
        return series(
                catalog.measure(simple.measure()),
                filters,
                outer,
                Optional.empty(),
                turn,
                simple.fillNullsWith(),
                simple.joinToTimeSpine(),
                shift);
    }

    private Formula series(
            MeasureUse use,
            List<Filter> own,
            List<Filter> outer,
            Optional<Leaf.Following> following,
            Turn turn,
            Optional<Long> fill,
            boolean everyBucket,
            Shift shift) {
        List<Filter> inStore = new ArrayList<>();
        List<Filter> afterwards = new ArrayList<>();
        parts(Stream.concat(outer.stream(), own.stream())).forEach(filter -> {
            boolean later = filter.condition().names().stream().anyMatch(name -> isLater(use, turn, name));
            (later ? afterwards : inStore).add(filter);
        });
        inStore.addAll(ruling.rows(use.model()));
        return new Formula.Of(new Series(
                new Leaf(use, inStore, following),
                afterwards,
                turn,
                fill,
                everyBucket,
                everyBucket ? parts(outer.stream()) : List.of(),
                shift.groups()));
    }

    private static List<Filter> parts(Stream<Filter> filters) {
        return filters.flatMap(filter -> filter.parts().stream()).distinct().toList();
    }

    /** Whether a name has its value only once the stores have answered. */
    private boolean isLater(MeasureUse use, Turn turn, String name) {
        if (Filter.metricReference(name).isPresent()) {
            return true;
        }
        return catalog.resolve(use, name)
                .filter(path -> path.isTold() || !turn.isPlain() && path.isTimeOf(use.measure()))
                .isPresent();
    }

    /** The filters of the metric are about what leads; each side has its own beside. */
    private Formula conversion(MetricDefinition.Conversion conversion, List<Filter> outer, Shift shift) {
        MeasureUse base = catalog.measure(conversion.base().measure());
        Turn turn = new Turn.Shifted(shift.rows());
        MeasureUse converted = catalog.measure(conversion.converted().measure());
        List<Filter> followingFilters = new ArrayList<>(conversion.converted().filters());
        followingFilters.addAll(ruling.rows(converted.model()));
        Leaf.Following following = new Leaf.Following(
                converted, followingFilters, conversion.entity(), conversion.window(), conversion.constants());
        Formula followed = series(
                base,
                conversion.base().filters(),
                outer,
                Optional.of(following),
                turn,
                conversion.converted().fillNullsWith(),
                conversion.converted().joinToTimeSpine(),
                shift);
        return conversion.rate()
                ? new Formula.Quotient(followed, simple(conversion.base(), List.of(), outer, turn, shift))
                : followed;
    }

    private Formula input(MetricDefinition.Input input, List<Filter> outer, Shift shift) {
        List<Filter> filters = new ArrayList<>(outer);
        filters.addAll(input.filters());
        List<Offset> offsets = new ArrayList<>();
        input.customOffset().ifPresent(window -> offsets.add(new Offset.Periods(window)));
        input.offsetWindow().ifPresent(window -> offsets.add(new Offset.Back(window)));
        input.offsetToGrain().ifPresent(grain -> offsets.add(new Offset.ToGrain(grain)));
        Metric metric = catalog.metric(input.metric());
        boolean groups = catalog.hasTimeSpines() && isComputed(metric);
        return of(metric, filters, groups ? shift.ofGroups(offsets) : shift.ofRows(offsets));
    }

    private static boolean isComputed(Metric metric) {
        return metric.definition() instanceof MetricDefinition.Ratio
                || metric.definition() instanceof MetricDefinition.Derived;
    }
}
