package dev.tidemark.catalog;

import dev.tidemark.problems.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;

/** By what rules measures pass over the bridges of a catalog. */
final class BridgeRules {

    private final MetricCatalog catalog;

    BridgeRules(MetricCatalog catalog) {
        this.catalog = catalog;
    }

    /** By the bridge and where measures come from. */
    Map<String, String> all() {
        Map<String, String> rules = new LinkedHashMap<>();
        for (SemanticModel model : catalog.models()) {
            model.bridges()
                    .forEach(bridge ->
                            rules.put(name(model, bridge), bridge.rule().sentence()));
        }
        return rules;
    }

    private static String name(SemanticModel model, Bridge bridge) {
        return model.name() + " from " + bridge.from();
    }

    /** Whether a metric can be grouped over one of them. */
    boolean reach(Metric metric, String bridge) {
        return catalog.dimensions(metric).stream()
                .anyMatch(dimension ->
                        catalog.measuresOf(metric).stream().anyMatch(use -> isOver(use, dimension.name(), bridge)));
    }

    private boolean isOver(MeasureUse use, String name, String bridge) {
        try {
            return catalog.resolve(use, name)
                    .flatMap(DimensionPath::crossing)
                    .flatMap(join -> join.bridge().map(found -> name(join.to(), found)))
                    .filter(bridge::equals)
                    .isPresent();
        } catch (ProblemException e) {
            return false; // several ways, none of which is taken
        }
    }
}
