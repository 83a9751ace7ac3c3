package dev.tidemark.frontend;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.Entity;
import dev.tidemark.catalog.Measure;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricDefinition;
import dev.tidemark.catalog.MetricDimension;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.quality.DatasetName;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metric catalogs of all workspaces, as they are at the moment of the call. */
public final class Catalogs {

    private final Supplier<Map<String, MetricCatalog>> current;

    /**
     * @param current the catalogs by workspace
     */
    public Catalogs(Supplier<Map<String, MetricCatalog>> current) {
        this.current = current;
    }

    /** A metric with the catalog it stands in. */
    public record Entry(MetricCatalog catalog, Metric metric) {

        public String workspace() {
            return catalog.workspace();
        }

        /** Whether its values over parts of time, or of groups, add up to the whole. */
        public boolean additive() {
            return metric.definition() instanceof MetricDefinition.Simple
                    && catalog.measuresOf(metric).stream()
                            .allMatch(use -> switch (use.measure().aggregation()) {
                                case SUM, COUNT, SUM_BOOLEAN -> true;
                                case COUNT_DISTINCT, MIN, MAX, AVERAGE, MEDIAN, PERCENTILE -> false;
                            });
        }

        /** The tables that can answer for it. */
        public List<DatasetName> datasets() {
            return catalog.measuresOf(metric).stream()
                    .flatMap(use -> use.model().bindings().stream())
                    .map(binding -> new DatasetName(binding.store(), binding.table()))
                    .distinct()
                    .toList();
        }
    }

    /** All metrics that match every word of {@code text}, certified ones first, then the better matches. */
    public List<Entry> search(String text) {
        return catalogs().stream()
                .flatMap(catalog -> catalog.search(text).stream().map(metric -> new Entry(catalog, metric)))
                .sorted(Comparator.comparing(entry -> entry.metric().status() == Metric.Status.CERTIFIED ? 0 : 1))
                .toList();
    }

    /**
     * @param workspace empty for whichever has the metric
     */
    public Optional<Entry> find(Optional<String> workspace, MetricName name) {
        return catalogs().stream()
                .filter(catalog -> workspace.isEmpty() || workspace.get().equals(catalog.workspace()))
                .flatMap(catalog -> catalog.find(name).stream().map(metric -> new Entry(catalog, metric)))
                .findFirst();
    }

    /**
     * The metric, or what to look at instead.
     *
     * @param workspace empty for whichever has the metric
     * @throws ProblemException {@code unknown-workspace} or {@code unknown-metric}, with the nearest names
     */
    public Entry require(Optional<String> workspace, MetricName name) {
        return find(workspace, name).orElseGet(() -> {
            MetricCatalog catalog = catalogs().stream()
                    .filter(known -> workspace.isEmpty() || workspace.get().equals(known.workspace()))
                    .findFirst()
                    .orElseThrow(() -> noWorkspace(workspace.orElse("")));
            return new Entry(catalog, catalog.metric(name));
        });
    }

    private ProblemException noWorkspace(String asked) {
        String known = catalogs().stream().map(MetricCatalog::workspace).collect(Collectors.joining(", "));
        return new ProblemException(CatalogProblem.UNKNOWN_WORKSPACE, asked, known);
    }

    /** The names that definitions of a workspace refer to: metrics, measures, dimensions and entities; empty for an unknown one. */
    public List<String> words(String workspace) {
        return Optional.ofNullable(current.get().get(workspace)).stream()
                .flatMap(catalog -> Stream.concat(
                        catalog.metrics().stream()
                                .flatMap(metric -> Stream.concat(
                                        Stream.of(metric.name().value()),
                                        catalog.dimensions(metric).stream().map(MetricDimension::name))),
                        catalog.models().stream()
                                .flatMap(model -> Stream.concat(
                                        model.entities().stream().map(Entity::name),
                                        model.measures().stream().map(Measure::name)))))
                .distinct()
                .sorted()
                .toList();
    }

    /** The catalogs of all workspaces, {@code storefront} first. */
    public List<MetricCatalog> all() {
        return List.copyOf(catalogs());
    }

    /** In the order of their workspaces' names, {@code storefront} before all. */
    private Collection<MetricCatalog> catalogs() {
        return current.get().values().stream()
                .sorted(Comparator.comparing(
                                (MetricCatalog catalog) -> !catalog.workspace().equals("storefront"))
                        .thenComparing(MetricCatalog::workspace))
                .toList();
    }
}
