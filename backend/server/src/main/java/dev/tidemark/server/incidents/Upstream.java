package dev.tidemark.server.incidents;

import dev.tidemark.definitions.Definitions;
import dev.tidemark.definitions.Family;
import dev.tidemark.definitions.TransformDefinition;
import dev.tidemark.lake.Lake;
import dev.tidemark.quality.DatasetName;
import dev.tidemark.server.WatchedDatasets;
import dev.tidemark.stores.StoreName;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which datasets the transforms of the definitions make from which, and which are made from the same topic: their lineage, as far as tides are
 * concerned.
 */
final class Upstream {

    private final Map<DatasetName, TransformDefinition> makers = new HashMap<>();
    private final Map<DatasetName, DatasetName> archives = new HashMap<>();

    Upstream(Definitions definitions) {
        definitions.workspaces().forEach(workspace -> {
            workspace
                    .transforms()
                    .forEach(transform -> makers.put(model(Lake.MODEL + "." + transform.name()), transform));
            for (Family family : workspace.families()) {
                DatasetName archive = raw(Lake.RAW + ".events_" + family.name());
                WatchedDatasets.realtime(family).forEach(table -> archives.put(table, archive));
            }
        });
    }

    /** The archive of the topic that a real-time table is made from; nothing for any other dataset. */
    Optional<DatasetName> archiveBeside(DatasetName dataset) {
        return Optional.ofNullable(archives.get(dataset));
    }

    /** What the dataset is made from, directly or not; never itself. */
    Set<DatasetName> of(DatasetName dataset) {
        Set<DatasetName> found = new HashSet<>();
        collect(dataset, found);
        found.remove(dataset);
        return found;
    }

    private void collect(DatasetName dataset, Set<DatasetName> found) {
        for (DatasetName input : inputs(dataset)) {
            if (found.add(input)) {
                collect(input, found);
            }
        }
    }

    /** How long it takes until the dataset is made anew. */
    Duration round(DatasetName dataset) {
        TransformDefinition maker = makers.get(dataset);
        return maker == null ? Duration.ZERO : maker.every();
    }

    private List<DatasetName> inputs(DatasetName dataset) {
        TransformDefinition maker = makers.get(dataset);
        return maker == null
                ? List.of()
                : maker.inputs().stream()
                        .map(table -> table.startsWith(Lake.RAW + ".") ? raw(table) : model(table))
                        .toList();
    }

    private static DatasetName raw(String table) {
        return new DatasetName(StoreName.LAKEHOUSE.word(), table);
    }

    private static DatasetName model(String table) {
        return new DatasetName(StoreName.WAREHOUSE.word(), table);
    }
}
