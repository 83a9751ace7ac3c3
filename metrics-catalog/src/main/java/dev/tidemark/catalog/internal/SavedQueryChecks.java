package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricDimension;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.catalog.SavedQuery;
import dev.tidemark.problems.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Whether saved queries ask for what there is. */
final class SavedQueryChecks {

    private static final Set<String> KEYS = Set.of("saved_queries", "saved_query");
    private static final List<String> COMPARED = List.of("", "__before", "__change", "__change_ratio");

    private final Map<MetricName, Metric> metrics;
    private final Function<Metric, List<MeasureUse>> leaves;
    private final DimensionNames names;
    private final Faults faults;

    /**
     * @param leaves the measures that a metric is made of; of metrics that hold together
     */
    SavedQueryChecks(
            Map<MetricName, Metric> metrics,
            Function<Metric, List<MeasureUse>> leaves,
            DimensionNames names,
            Faults faults) {
        this.metrics = metrics;
        this.leaves = leaves;
        this.names = names;
        this.faults = faults;
    }

    /** Everybody may propose files of that folder, so nothing else may be in them. */
    static void alone(String file, List<YamlMap> documents, Faults faults) {
        if (file.startsWith(SavedQuery.FOLDER)) {
            documents.forEach(document -> document.keys().stream()
                    .filter(key -> !KEYS.contains(key))
                    .forEach(key -> faults.add(
                            document.placeOf(key),
                            "“" + key + "” cannot stand here: files below " + SavedQuery.FOLDER
                                    + " hold saved_queries alone. Move it to another file below metrics/.")));
        }
    }

    void run(List<SavedQuery> queries) {
        Set<String> seen = new HashSet<>();
        queries.forEach(query -> {
            if (!seen.add(query.name())) {
                faults.add(
                        query.place(),
                        "There are two saved queries " + query.name() + ". Rename or remove one of them.");
            }
            check(query);
        });
    }

    private void check(SavedQuery query) {
        if (query.metrics().isEmpty() && query.groupBy().isEmpty()) {
            faults.add(query.place(), said(query) + " asks for nothing. Add “metrics: […]” under query_params.");
        }
        query.limit()
                .filter(limit -> limit < 1)
                .ifPresent(limit -> faults.add(
                        query.place(), said(query) + " has the limit " + limit + ". Write a whole number from 1."));
        List<String> gone = query.metrics().stream()
                .filter(name -> !metrics.containsKey(new MetricName(name)))
                .toList();
        List<String> known = metrics.keySet().stream().map(MetricName::value).toList();
        gone.forEach(name -> faults.add(
                query.place(),
                said(query) + " asks for the metric " + name + ", which does not exist. " + Nearest.advice(name, known)
                        + " Write that instead, or remove the saved query."));
        if (gone.isEmpty()) {
            dimensions(query);
            order(query);
        }
    }

    private void dimensions(SavedQuery query) {
        Stream<String> filtered =
                query.where().stream().flatMap(text -> Filter.parse(text).condition().names().stream());
        Stream.concat(query.groupBy().stream(), filtered)
                .filter(name -> Filter.metricReference(name).isEmpty() && !metrics.containsKey(new MetricName(name)))
                .distinct()
                .forEach(name -> query.metrics().stream()
                        .map(metric -> metrics.get(new MetricName(metric)))
                        .forEach(metric -> dimension(query, metric, name)));
    }

    private void dimension(SavedQuery query, Metric metric, String name) {
        for (MeasureUse use : leaves.apply(metric)) {
            try {
                if (names.resolve(use, name).isEmpty()) {
                    List<String> known = names.of(use.model()).stream()
                            .map(MetricDimension::name)
                            .toList();
                    faults.add(
                            query.place(),
                            said(query) + " names " + name + ", by which " + metric.name()
                                    + " cannot be grouped or filtered. " + Nearest.advice(name, known));
                    return;
                }
            } catch (ProblemException e) {
                faults.add(query.place(), said(query) + " is not clear", e);
                return;
            }
        }
    }

    private void order(SavedQuery query) {
        List<String> columns = new ArrayList<>(query.groupBy());
        query.metrics()
                .forEach(metric -> COMPARED.stream()
                        .limit(query.compare().isPresent() ? COMPARED.size() : 1)
                        .forEach(suffix -> columns.add(metric + suffix)));
        query.orderBy().stream()
                .map(name -> name.startsWith("-") ? name.substring(1) : name)
                .filter(name -> !columns.contains(name) && !name.startsWith(MetricCatalog.METRIC_TIME))
                .forEach(name -> faults.add(
                        query.place(),
                        said(query) + " is sorted by " + name + ", which its answer does not have. "
                                + Nearest.advice(name, columns)));
    }

    private static String said(SavedQuery query) {
        return "The saved query " + query.name();
    }
}
