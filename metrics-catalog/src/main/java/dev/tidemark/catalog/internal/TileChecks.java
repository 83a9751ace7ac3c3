package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.DashboardTile;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricDimension;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.catalog.Place;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.Grain;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whether what a tile asks can be asked: its metrics exist, and all of them have its dimensions. */
final class TileChecks {

    private final MetricCatalog catalog;
    private final Faults faults;

    TileChecks(MetricCatalog catalog, Faults faults) {
        this.catalog = catalog;
        this.faults = faults;
    }

    /** The names that mean a metric; the others are noted. */
    List<MetricName> metrics(List<YamlMap.Text> names) {
        List<String> known =
                catalog.metrics().stream().map(metric -> metric.name().value()).toList();
        List<MetricName> metrics = new ArrayList<>();
        for (YamlMap.Text name : names) {
            if (known.contains(name.value())) {
                metrics.add(new MetricName(name.value()));
            } else {
                faults.add(
                        name.place(),
                        "There is no metric “" + name.value() + "”. " + Nearest.advice(name.value(), known));
            }
        }
        return metrics;
    }

    void check(DashboardTile tile, YamlMap yaml, List<Filter> ofDashboard) {
        List<Metric> metrics = tile.metrics().stream().map(catalog::metric).toList();
        yaml.texts("group_by")
                .forEach(name -> metrics.forEach(metric -> dimension(metric, name.value(), name.place())));
        tile.grain()
                .ifPresent(grain -> metrics.forEach(metric ->
                        dimension(metric, MetricCatalog.METRIC_TIME + "__" + grain.word(), yaml.placeOf("grain"))));
        Stream.concat(tile.filters().stream(), ofDashboard.stream())
                .flatMap(filter -> filter.condition().names().stream())
                .filter(name -> Filter.metricReference(name).isEmpty())
                .distinct()
                .forEach(name -> metrics.forEach(metric -> dimension(metric, name, yaml.placeOf("filters"))));
        new Words(faults).comparison(yaml, "compare");
        yaml.scalar("order_by").ifPresent(order -> order(tile, order));
    }

    private void dimension(Metric metric, String name, Place place) {
        List<MetricDimension> listed = catalog.dimensions(metric);
        if (listed.stream().anyMatch(dimension -> names(dimension, name)) || found(metric, name)) {
            return;
        }
        List<String> known = listed.stream().map(MetricDimension::name).toList();
        faults.add(place, metric.name() + " has no dimension “" + name + "”. " + Nearest.advice(name, known));
    }

    /** A dimension by its name, or with one of its grains after it. */
    private static boolean names(MetricDimension dimension, String name) {
        return dimension.name().equals(name)
                || dimension.grains().stream().anyMatch(grain -> name.equals(dimension.name() + "__" + grain));
    }

    /** Longer ways than those that are listed are found when asked for. */
    private boolean found(Metric metric, String name) {
        try {
            return catalog.measuresOf(metric).stream()
                    .allMatch(use -> catalog.resolve(use, name).isPresent());
        } catch (ProblemException e) {
            return false;
        }
    }

    private void order(DashboardTile tile, YamlMap.Text order) {
        List<String> columns = new ArrayList<>(tile.groupBy());
        tile.grain().map(Grain::word).ifPresent(word -> columns.add(MetricCatalog.METRIC_TIME + "__" + word));
        tile.metrics().forEach(metric -> {
            columns.add(metric.value());
            tile.compare()
                    .ifPresent(any -> columns.addAll(
                            List.of(metric + "__before", metric + "__change", metric + "__change_ratio")));
        });
        String name = order.value().startsWith("-") ? order.value().substring(1) : order.value();
        if (!columns.contains(name)) {
            faults.add(order.place(), "The answer has no column “" + name + "”. " + Nearest.advice(name, columns));
        }
    }
}
