package dev.tidemark.router.rest;

import dev.tidemark.catalog.Binding;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.Rollup;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.RoutingProblem;
import dev.tidemark.router.internal.Json;
import dev.tidemark.router.rollup.RollupBook;
import dev.tidemark.router.rollup.RollupName;
import dev.tidemark.router.rollup.RollupStanding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tables of sums: how often they were compared with the rows they sum up, and which are in quarantine. */
@RestController
@RequestMapping("/api/v1/rollups")
public class RollupController {

    private final Supplier<Map<String, MetricCatalog>> catalogs;
    private final RollupBook book;

    public RollupController(Supplier<Map<String, MetricCatalog>> catalogs, RollupBook book) {
        this.catalogs = catalogs;
        this.book = book;
    }

    @GetMapping
    ResponseEntity<String> all() {
        Map<RollupName, RollupStanding> standings = book.standings();
        List<Map<String, Object>> rollups = new ArrayList<>();
        new TreeMap<>(catalogs.get())
                .forEach((workspace, catalog) -> catalog.models()
                        .forEach(model -> model.bindings()
                                .forEach(binding -> binding.rollup()
                                        .ifPresent(rollup ->
                                                rollups.add(document(workspace, model, binding, rollup, standings))))));
        return json(Map.of("rollups", rollups));
    }

    /** Lets a rollup answer again that was in quarantine; the portal's security keeps this for builders. */
    @PostMapping("/{workspace}/{binding}/release")
    ResponseEntity<String> release(@PathVariable String workspace, @PathVariable String binding) {
        MetricCatalog catalog = catalogs.get().get(workspace);
        boolean known = catalog != null
                && catalog.models().stream()
                        .flatMap(model -> model.bindings().stream())
                        .anyMatch(found ->
                                found.rollup().isPresent() && found.id().equals(binding));
        RollupName name = new RollupName(workspace, binding);
        if (!known) {
            throw new ProblemException(RoutingProblem.UNKNOWN_ROLLUP, name);
        }
        book.release(name);
        return json(standing(book.standings(), name));
    }

    private static Map<String, Object> document(
            String workspace,
            SemanticModel model,
            Binding binding,
            Rollup rollup,
            Map<RollupName, RollupStanding> standings) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("workspace", workspace);
        document.put("id", binding.id());
        document.put("model", model.name());
        document.put("store", binding.store());
        document.put("table", binding.table());
        document.put("grain", rollup.grain().word());
        document.put("time_zone", rollup.zone().getId());
        document.put("dimensions", rollup.dimensions());
        document.put(
                "measures",
                rollup.sums().stream().map(Rollup.Sum::measure).distinct().toList());
        document.putAll(standing(standings, new RollupName(workspace, binding.id())));
        return document;
    }

    private static Map<String, Object> standing(Map<RollupName, RollupStanding> standings, RollupName rollup) {
        RollupStanding standing = standings.getOrDefault(rollup, RollupStanding.NEVER_COMPARED);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("state", standing.quarantined() ? "quarantined" : "in use");
        document.put("compared", standing.compared());
        document.put("agreed", standing.agreed());
        standing.lastCompared().ifPresent(at -> document.put("last_compared", at));
        standing.quarantinedAt().ifPresent(at -> document.put("quarantined_at", at));
        standing.incident().ifPresent(detail -> document.put("incident", detail));
        return document;
    }

    private static ResponseEntity<String> json(Object document) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(Json.write(document));
    }
}
