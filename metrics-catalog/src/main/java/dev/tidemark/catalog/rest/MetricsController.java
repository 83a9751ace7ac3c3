package dev.tidemark.catalog.rest;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricDimension;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.problems.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What metrics there are and what they mean. */
@RestController
@RequestMapping("/api/v1/metrics")
public class MetricsController {

    private final Supplier<Map<String, MetricCatalog>> catalogs;

    public MetricsController(Supplier<Map<String, MetricCatalog>> catalogs) {
        this.catalogs = catalogs;
    }

    @GetMapping
    Map<String, Object> list(
            @RequestParam(defaultValue = "storefront") String workspace,
            @RequestParam(defaultValue = "") String search) {
        MetricCatalog catalog = catalog(workspace);
        List<Metric> found = search.isBlank() ? catalog.metrics() : catalog.search(search);
        return Map.of(
                "metrics",
                found.stream().map(metric -> summary(catalog, metric)).toList());
    }

    @GetMapping("/{name}")
    Map<String, Object> one(@PathVariable String name, @RequestParam(defaultValue = "storefront") String workspace) {
        MetricCatalog catalog = catalog(workspace);
        Metric metric = catalog.metric(new MetricName(name));
        Map<String, Object> document = summary(catalog, metric);
        document.put("dimensions", catalog.dimensions(metric));
        document.put("definition", metric.text());
        document.put("defined_in", metric.place().toString());
        return document;
    }

    @GetMapping("/{name}/dimensions")
    Map<String, List<MetricDimension>> dimensions(
            @PathVariable String name, @RequestParam(defaultValue = "storefront") String workspace) {
        MetricCatalog catalog = catalog(workspace);
        return Map.of("dimensions", catalog.dimensions(catalog.metric(new MetricName(name))));
    }

    private MetricCatalog catalog(String workspace) {
        Map<String, MetricCatalog> all = catalogs.get();
        @Nullable MetricCatalog catalog = all.get(workspace);
        if (catalog == null) {
            throw new ProblemException(
                    CatalogProblem.UNKNOWN_WORKSPACE,
                    workspace,
                    all.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return catalog;
    }

    private static Map<String, Object> summary(MetricCatalog catalog, Metric metric) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", metric.name().value());
        document.put("workspace", catalog.workspace());
        document.put("label", metric.label());
        document.put("description", metric.description());
        document.put("type", metric.definition().type());
        metric.owner().ifPresent(owner -> document.put("owner", owner));
        document.put("status", word(metric.status()));
        metric.unit().ifPresent(unit -> document.put("unit", unit));
        document.put("direction", word(metric.direction()));
        document.put("synonyms", metric.synonyms());
        metric.timeZone().ifPresent(zone -> document.put("time_zone", zone.getId()));
        document.put("version", metric.version());
        document.put("commit", catalog.commit());
        return document;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
