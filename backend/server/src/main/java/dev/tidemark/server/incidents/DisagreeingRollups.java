package dev.tidemark.server.incidents;

import dev.tidemark.catalog.Binding;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.incidents.Check;
import dev.tidemark.incidents.Finding;
import dev.tidemark.incidents.Lookout;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.Subject;
import dev.tidemark.router.rollup.RollupName;
import dev.tidemark.router.rollup.RollupStanding;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Rollups that are in quarantine because they said something else than the rows that they sum up.
 *
 * @param standings as all portals have written them
 */
record DisagreeingRollups(
        Supplier<Map<RollupName, RollupStanding>> standings, Supplier<Map<String, MetricCatalog>> catalogs, Clock clock)
        implements Lookout {

    @Override
    public Set<Check> checks() {
        return Set.of(Check.ROLLUP);
    }

    @Override
    public String passing() {
        return "It was let out of quarantine, or is not defined any more.";
    }

    @Override
    public Look look() {
        Instant now = clock.instant();
        Map<RollupName, RollupStanding> all = standings.get();
        List<Finding> found = catalogs.get().values().stream()
                .flatMap(catalog -> catalog.models().stream().flatMap(model -> found(catalog, model, all, now)))
                .toList();
        return new Look(now, found, Set.of());
    }

    private static Stream<Finding> found(
            MetricCatalog catalog, SemanticModel model, Map<RollupName, RollupStanding> all, Instant now) {
        return model.bindings().stream()
                .filter(binding -> binding.rollup().isPresent())
                .flatMap(binding -> {
                    RollupName name = new RollupName(catalog.workspace(), binding.id());
                    RollupStanding standing = all.getOrDefault(name, RollupStanding.NEVER_COMPARED);
                    return standing.quarantinedAt().stream()
                            .map(since -> finding(catalog, model, binding, standing, since, now));
                });
    }

    private static Finding finding(
            MetricCatalog catalog,
            SemanticModel model,
            Binding binding,
            RollupStanding standing,
            Instant since,
            Instant now) {
        String name = catalog.workspace() + "/" + binding.id();
        Map<String, Object> evidence = new LinkedHashMap<>();
        standing.incident().ifPresent(difference -> evidence.put("difference", difference));
        evidence.put("compared", standing.compared());
        evidence.put("agreed", standing.agreed());
        evidence.put("table", binding.store() + " " + binding.table());
        evidence.put("release", "POST /api/v1/rollups/" + name + "/release");
        return new Finding(
                subject(name),
                Check.ROLLUP,
                Severity.WARNING,
                owner(catalog, model),
                "The rollup " + name
                        + " does not say what the rows say that it sums up. No question is answered from it.",
                evidence,
                "rollups?q=" + encoded(binding.id()),
                since,
                now);
    }

    static Subject subject(String name) {
        return new Subject(Subject.Kind.ROLLUP, name);
    }

    /** Who owns the first metric that is made of the model. */
    private static String owner(MetricCatalog catalog, SemanticModel model) {
        return catalog.metrics().stream()
                .filter(metric -> catalog.measuresOf(metric).stream()
                        .anyMatch(use -> use.model().name().equals(model.name())))
                .flatMap(metric -> metric.owner().stream())
                .findFirst()
                .orElse(DriftingTypes.NOBODY);
    }

    private static String encoded(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
