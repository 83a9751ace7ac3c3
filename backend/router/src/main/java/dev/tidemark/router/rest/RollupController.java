package dev.tidemark.router.rest;

import dev.tidemark.catalog.Rollup;
import dev.tidemark.router.Askers;
import dev.tidemark.router.Rollups;
import dev.tidemark.router.internal.Json;
import dev.tidemark.router.rollup.ProofRun;
import dev.tidemark.router.rollup.RollupName;
import dev.tidemark.router.rollup.RollupStanding;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    private final Rollups rollups;
    private final Askers askers;

    public RollupController(Rollups rollups, Askers askers) {
        this.rollups = rollups;
        this.askers = askers;
    }

    @GetMapping
    ResponseEntity<String> all() {
        return json(Map.of("rollups", rollups.all().stream().map(this::document).toList()));
    }

    /** Compares a rollup with its rows now; the portal's security keeps this and the release for builders. */
    @PostMapping("/{workspace}/{binding}/proof")
    ResponseEntity<String> prove(
            @PathVariable String workspace, @PathVariable String binding, @Nullable Principal caller) {
        RollupName name = new RollupName(workspace, binding);
        Map<String, Object> document = outcome(rollups.prove(name, askers.of(caller)));
        document.putAll(standing(rollups.standing(rollups.require(name))));
        return json(document);
    }

    /** Lets a rollup answer again that was in quarantine. */
    @PostMapping("/{workspace}/{binding}/release")
    ResponseEntity<String> release(@PathVariable String workspace, @PathVariable String binding) {
        return json(standing(rollups.release(new RollupName(workspace, binding))));
    }

    private static Map<String, Object> outcome(ProofRun run) {
        Map<String, Object> document = new LinkedHashMap<>();
        switch (run) {
            case ProofRun.Agreed agreed -> {
                document.put("outcome", "agreed");
                document.put("metrics", agreed.metrics());
                document.put("groups", agreed.groups());
            }
            case ProofRun.Differed differed -> {
                document.put("outcome", "differed");
                document.put("detail", differed.what());
            }
            case ProofRun.NotCompared not -> {
                document.put("outcome", "not_compared");
                document.put("detail", not.why());
            }
        }
        return document;
    }

    private Map<String, Object> document(Rollups.Known known) {
        Rollup rollup = known.rollup();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("workspace", known.workspace());
        document.put("id", known.binding().id());
        document.put("model", known.model().name());
        document.put("store", known.binding().store());
        document.put("table", known.binding().table());
        document.put("grain", rollup.grain().word());
        document.put("time_zone", rollup.zone().getId());
        document.put("dimensions", rollup.dimensions());
        document.put(
                "measures",
                rollup.sums().stream().map(Rollup.Sum::measure).distinct().toList());
        document.putAll(standing(rollups.standing(known)));
        return document;
    }

    private static Map<String, Object> standing(RollupStanding standing) {
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
