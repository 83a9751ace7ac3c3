package dev.tidemark.catalog.rest;

import dev.tidemark.catalog.CatalogProblem;
import dev.tidemark.catalog.Dashboard;
import dev.tidemark.catalog.DashboardTile;
import dev.tidemark.catalog.Dashboards;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.problems.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What dashboards there are and what they ask. */
@RestController
@RequestMapping("/api/v1/dashboards")
public class DashboardsController {

    private final Supplier<List<Dashboards>> dashboards;

    public DashboardsController(Supplier<List<Dashboards>> dashboards) {
        this.dashboards = dashboards;
    }

    @GetMapping
    Map<String, Object> list(@RequestParam(defaultValue = "storefront") String workspace) {
        return Map.of(
                "dashboards",
                of(workspace).all().stream()
                        .map(dashboard -> summary(workspace, dashboard))
                        .toList());
    }

    @GetMapping("/{name}")
    Map<String, Object> one(@PathVariable String name, @RequestParam(defaultValue = "storefront") String workspace) {
        Dashboard dashboard = of(workspace).dashboard(name);
        Map<String, Object> document = summary(workspace, dashboard);
        document.put("filters", texts(dashboard.filters()));
        document.put(
                "tiles",
                dashboard.tiles().stream().map(DashboardsController::tile).toList());
        document.put("definition", dashboard.text());
        document.put("defined_in", dashboard.place().file());
        return document;
    }

    private Dashboards of(String workspace) {
        List<Dashboards> all = dashboards.get();
        return all.stream()
                .filter(known -> known.workspace().equals(workspace))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        CatalogProblem.UNKNOWN_WORKSPACE,
                        workspace,
                        all.stream().map(Dashboards::workspace).sorted().collect(Collectors.joining(", "))));
    }

    private static Map<String, Object> summary(String workspace, Dashboard dashboard) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", dashboard.name());
        document.put("workspace", workspace);
        document.put("title", dashboard.title());
        document.put("description", dashboard.description());
        document.put("owner", dashboard.owner());
        document.put("time_range", dashboard.timeRange().word());
        dashboard.timeZone().ifPresent(zone -> document.put("time_zone", zone.getId()));
        document.put(
                "metrics",
                dashboard.tiles().stream()
                        .flatMap(tile -> tile.metrics().stream())
                        .map(MetricName::value)
                        .distinct()
                        .toList());
        return document;
    }

    private static Map<String, Object> tile(DashboardTile tile) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("title", tile.title());
        document.put("metrics", tile.metrics().stream().map(MetricName::value).toList());
        document.put("group_by", tile.groupBy());
        tile.grain().ifPresent(grain -> document.put("grain", grain.word()));
        document.put("chart", tile.chart().word());
        document.put("size", tile.size().word());
        tile.timeRange().ifPresent(range -> document.put("time_range", range.word()));
        document.put("filters", texts(tile.filters()));
        tile.compare().ifPresent(compare -> document.put("compare", compare));
        tile.orderBy().ifPresent(order -> document.put("order_by", order));
        tile.limit().ifPresent(limit -> document.put("limit", limit));
        return document;
    }

    private static List<String> texts(List<Filter> filters) {
        return filters.stream().map(Filter::text).toList();
    }
}
