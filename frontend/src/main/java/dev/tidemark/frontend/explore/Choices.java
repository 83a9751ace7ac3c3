package dev.tidemark.frontend.explore;

import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricDimension;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.frontend.Catalogs;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be picked in a workspace, given the metrics picked already. */
final class Choices {

    private static final List<String> ALL_GRAINS = List.of("minute", "hour", "day", "week", "month", "quarter", "year");
    private static final String PATH = "__";

    private final Optional<MetricCatalog> catalog;
    private final List<Metric> picked;

    Choices(Catalogs catalogs, String workspace, List<String> metrics) {
        catalog = catalogs.all().stream()
                .filter(known -> known.workspace().equals(workspace))
                .findFirst();
        picked = metrics.stream()
                .filter(name -> !name.isBlank())
                .flatMap(name -> catalog.stream().flatMap(known -> known.find(new MetricName(name)).stream()))
                .toList();
    }

    /** The metrics that match what was typed, certified ones first. */
    Stream<Metric> metrics(String typed) {
        return catalog.stream()
                .flatMap(known -> known.search(typed).stream())
                .sorted(Comparator.comparingInt(metric -> metric.status() == Metric.Status.CERTIFIED ? 0 : 1));
    }

    Optional<Metric> metric(String name) {
        return name.isBlank() ? Optional.empty() : catalog.flatMap(known -> known.find(new MetricName(name)));
    }

    /** The dimensions that all picked metrics share, by entity; the metrics' own time is no dimension. */
    List<MetricDimension> dimensions() {
        return shared().filter(dimension -> !dimension.isTime())
                .sorted(Comparator.comparing((MetricDimension dimension) ->
                                entity(dimension.name()).isEmpty())
                        .thenComparing(dimension -> entity(dimension.name()))
                        .thenComparing(MetricDimension::name))
                .toList();
    }

    /** Those of the dimensions that have every typed word in their name or description. */
    Stream<String> dimensions(String typed) {
        List<String> words = List.of(typed.toLowerCase(Locale.ROOT).strip().split("\\s+"));
        return dimensions().stream()
                .filter(dimension -> words.stream()
                        .allMatch(word -> (dimension.name().replace('_', ' ')
                                        + ' '
                                        + dimension.name()
                                        + ' '
                                        + dimension.description())
                                .toLowerCase(Locale.ROOT)
                                .contains(word)))
                .map(MetricDimension::name);
    }

    Optional<MetricDimension> dimension(String name) {
        return shared().filter(dimension -> dimension.name().equals(name)).findFirst();
    }

    /** The grains that the time of every picked metric has. */
    List<String> grains() {
        return shared().filter(dimension -> dimension.name().equals(MetricCatalog.METRIC_TIME))
                .findFirst()
                .map(time -> ALL_GRAINS.stream().filter(time.grains()::contains).toList())
                .orElse(List.of());
    }

    private Stream<MetricDimension> shared() {
        if (picked.isEmpty() || catalog.isEmpty()) {
            return Stream.of();
        }
        MetricCatalog known = catalog.get();
        List<List<MetricDimension>> each =
                picked.stream().map(known::dimensions).toList();
        return each.getFirst().stream()
                .filter(dimension -> each.stream()
                        .allMatch(all ->
                                all.stream().anyMatch(other -> other.name().equals(dimension.name()))));
    }

    /** The path to a dimension: {@code order} of {@code order__country}; empty for an entity itself. */
    static String entity(String dimension) {
        int end = dimension.lastIndexOf(PATH);
        return end < 0 ? "" : dimension.substring(0, end).replace(PATH, " › ");
    }

    /** The last part of a dimension's name. */
    static String shortName(String dimension) {
        int end = dimension.lastIndexOf(PATH);
        return (end < 0 ? dimension : dimension.substring(end + PATH.length())).replace('_', ' ');
    }
}
