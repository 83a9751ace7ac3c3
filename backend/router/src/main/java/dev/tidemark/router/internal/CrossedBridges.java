package dev.tidemark.router.internal;

import dev.tidemark.catalog.DimensionPath;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Join;
import dev.tidemark.sql.MetricScan.JoinedRelation;
import dev.tidemark.sql.MetricScan.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The bridges that the names of a part lead over, by the alias of their tables. */
final class CrossedBridges {

    private final Map<String, CrossedBridge> byAlias = new LinkedHashMap<>();
    private final Function<String, DimensionPath> paths;

    /**
     * @param paths what a name stands for
     */
    CrossedBridges(Function<String, DimensionPath> paths) {
        this.paths = paths;
    }

    boolean isEmpty() {
        return byAlias.isEmpty();
    }

    CrossedBridge at(String alias, Supplier<CrossedBridge> made) {
        CrossedBridge known = byAlias.get(alias);
        CrossedBridge bridge = known == null ? made.get() : known;
        byAlias.put(alias, bridge);
        return bridge;
    }

    /** The one that a path leads over. */
    Optional<CrossedBridge> of(DimensionPath path) {
        String alias = PartTables.MAIN;
        for (Join join : path.joins()) {
            alias = PartTables.alias(alias, join);
            if (join.multiplies()) {
                return Optional.ofNullable(byAlias.get(alias));
            }
        }
        return Optional.empty();
    }

    /** The one that a condition is about; it is about one side only. */
    private Optional<CrossedBridge> of(Filter filter) {
        return filter.condition().names().stream()
                .flatMap(name -> of(paths.apply(name)).stream())
                .findFirst();
    }

    /** Conditions on the rows themselves. */
    List<Filter> plain(List<Filter> filters) {
        return filters.stream().filter(filter -> of(filter).isEmpty()).toList();
    }

    /** Conditions on rows behind bridges. */
    Map<CrossedBridge, List<Filter>> behind(List<Filter> filters) {
        Map<CrossedBridge, List<Filter>> behind = new LinkedHashMap<>();
        filters.forEach(filter -> of(filter)
                .ifPresent(bridge ->
                        behind.computeIfAbsent(bridge, any -> new ArrayList<>()).add(filter)));
        return behind;
    }

    /** What is read of them. */
    List<Value> values() {
        return byAlias.values().stream()
                .flatMap(bridge -> bridge.values().stream())
                .toList();
    }

    /** What is joined behind them. */
    List<JoinedRelation> joins() {
        return byAlias.values().stream()
                .flatMap(bridge -> bridge.behind().stream())
                .toList();
    }
}
